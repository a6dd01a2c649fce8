package dev.parley.interop.chat;

import dev.parley.interop.client.Baresip;
import dev.parley.interop.client.Linphonec;
import dev.parley.interop.client.RealClient;
import dev.parley.interop.phone.TestPhone;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Phones that people really have, in a room with one of ours. */
class RealClientsTest extends OnEachChat {
    @Test
    void baresip_reads_and_writes() {
        assumeInstalled(Baresip.PROGRAM, Baresip.isInstalled());
        try (RealClient baresip = Baresip.start("bob", chat().asterisk().sipAddress(), "3001")) {
            talks(baresip, "Bob B");
        }
    }

    @Test
    void linphone_reads_and_writes() {
        assumeInstalled(Linphonec.PROGRAM, Linphonec.isInstalled());
        try (RealClient linphone = Linphonec.start("carol", chat().asterisk().sipAddress())) {
            talks(linphone, "Carol C");
        }
    }

    void talks(RealClient client, String name) {
        TestPhone alice = chat().member("alice");
        client.call("3001");
        chat().awaitRoom(room -> room.members().size() == 2);

        alice.sendMessage("3001", "hello from Alice");
        client.awaitShown("Alice A: hello from Alice");
        client.write("3001", "hello from a real phone");
        Chat.awaitBody(alice, name + ": hello from a real phone");
        Chat.assertOnly(alice, name + ": hello from a real phone");
    }

    private static void assumeInstalled(String program, boolean installed) {
        if (!installed) {
            System.out.println("Skipped: " + program + " is not installed");
        }
        Assumptions.assumeTrue(installed, program + " is not installed");
    }
}
