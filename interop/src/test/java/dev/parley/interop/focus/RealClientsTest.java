package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.asterisk.Release;
import dev.parley.interop.client.Baresip;
import dev.parley.interop.client.Linphonec;
import dev.parley.interop.client.RealClient;
import dev.parley.interop.client.Servers;
import dev.parley.interop.client.Twinkle;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Flag;
import dev.parley.room.Room;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Phones that people really have call a room through the focus: call, text, hold, hang up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsTest {
    private Optional<FocusChat> running = Optional.empty();

    @BeforeAll
    void start() {
        running = Optional.of(FocusChat.on(Release.SID, FocusChat::ownAddress, ""));
    }

    @AfterEach
    void everybody_leaves() {
        running.ifPresent(FocusChat::everybodyLeaves);
    }

    @AfterAll
    void stop() {
        running.ifPresent(FocusChat::close);
    }

    private FocusChat chat() {
        return running.orElseThrow();
    }

    private Servers servers() {
        return Servers.only(chat().asterisk().sipAddress()).withFocus(chat().focus());
    }

    @Test
    void baresip_calls_writes_holds_and_hangs_up() {
        assumeInstalled(Baresip.PROGRAM, Baresip.isInstalled());
        try (RealClient baresip = Baresip.start("bob", servers(), FocusChat.ROOM)) {
            livesThrough(baresip, "bob", "Bob B");
        }
    }

    @Test
    void baresip_calls_the_pbx_and_follows_it_to_the_focus() {
        assumeInstalled(Baresip.PROGRAM, Baresip.isInstalled());
        try (RealClient baresip = Baresip.start("bob", pbxOnly(), FocusChat.ROOM)) {
            isSentOn(baresip, "Bob B", 1);
        }
    }

    @Test
    void twinkle_calls_the_pbx_and_follows_it_to_the_focus() {
        assumeInstalled(Twinkle.PROGRAM, Twinkle.isInstalled());
        try (RealClient twinkle = Twinkle.start("dave", pbxOnly())) {
            isSentOn(twinkle, "Dave D", 1);
        }
    }

    /** Its account's server gets whatever it sends: the PBX must not send it on for ever. */
    @Test
    void linphone_is_sent_to_the_focus_and_comes_back_to_the_pbx_where_it_stays() {
        assumeInstalled(Linphonec.PROGRAM, Linphonec.isInstalled());
        try (RealClient linphone = Linphonec.startWithLog("carol", pbxOnly())) {
            isSentOn(linphone, "Carol C", 0);
            assertThat(linphone.screen().lines().filter(line -> line.startsWith("SIP/2.0 302")))
                    .hasSize(1);
        }
    }

    private Servers pbxOnly() {
        return Servers.only(chat().asterisk().sipAddress());
    }

    /** @param calls of it through the focus, once it is in the room */
    private void isSentOn(RealClient client, String name, int calls) {
        chat().redirected(chat().registered("alice"));
        client.call(FocusChat.ROOM);
        chat().awaitRoom(room -> room.members().size() == 1);
        chat().awaitCalls(calls);

        TestPhone alice = chat().member("alice");
        client.write(FocusChat.ROOM, "hello from a phone that was sent on");
        FocusChat.awaitBody(alice, name + ": hello from a phone that was sent on");
        alice.calls().getFirst().sendMessage("hello from Alice");
        client.awaitShown("hello from Alice");
        assertThat(chat().room().members()).hasSize(2);

        client.hangUp();
        chat().awaitRoom(room -> room.members().size() == 1);
        chat().awaitCalls(1);
    }

    @Test
    void linphone_calls_writes_holds_and_hangs_up() {
        assumeInstalled(Linphonec.PROGRAM, Linphonec.isInstalled());
        try (RealClient linphone = Linphonec.start("carol", servers())) {
            livesThrough(linphone, "carol", "Carol C");
        }
    }

    /**
     * It subscribes as soon as its call is answered, which is before Asterisk says that it has joined, and crashes where the
     * conference has the very address of a chat that it has.
     */
    @Test
    void linphone_lists_who_comes_and_who_goes() {
        assumeInstalled(Linphonec.PROGRAM, Linphonec.isInstalled());
        TestPhone alice = chat().member("alice");
        try (Linphonec linphone = Linphonec.startWithLog("carol", servers())) {
            linphone.call(FocusChat.ROOM);
            chat().awaitRoom(room -> room.members().size() == 2);
            linphone.write(FocusChat.ROOM, "who is here?");
            FocusChat.awaitBody(alice, "Carol C: who is here?");
            TestPhone bob = chat().member("bob");
            linphone.awaitListed("bob");

            bob.goodbye();
            linphone.awaitUnlisted("bob");
            linphone.hangUp();
            chat().awaitRoom(room -> room.members().size() == 1);
        }
    }

    @Test
    void twinkle_calls_writes_holds_and_hangs_up() {
        assumeInstalled(Twinkle.PROGRAM, Twinkle.isInstalled());
        try (RealClient twinkle = Twinkle.start("dave", servers())) {
            livesThrough(twinkle, "dave", "Dave D");
        }
    }

    private void livesThrough(RealClient client, String user, String name) {
        TestPhone alice = chat().member("alice");
        client.call(FocusChat.ROOM);
        chat().awaitRoom(room -> room.members().size() == 2);
        chat().awaitCalls(2);

        client.write(FocusChat.ROOM, "hello from a real phone");
        FocusChat.awaitBody(alice, name + ": hello from a real phone");
        alice.calls().getFirst().sendMessage("hello from Alice");
        client.awaitShown(
                "hello from Alice", FocusChat.ROOM + "@" + chat().focus().getHostString());

        client.hold();
        chat().awaitRoom(room -> isHeld(room, user));
        client.resume();
        chat().awaitRoom(room -> room.members().size() == 2 && !isHeld(room, user));

        client.hangUp();
        chat().awaitRoom(room -> room.members().size() == 1);
        chat().awaitCalls(1);
        assertThat(FocusChat.bodies(alice)).containsExactly(name + ": hello from a real phone");
    }

    private static boolean isHeld(Room room, String user) {
        return room.members().stream()
                .anyMatch(member -> member.identity().endpoint().equals(user)
                        && member.flags().contains(Flag.HELD));
    }

    private static void assumeInstalled(String program, boolean installed) {
        if (!installed) {
            System.out.println("Skipped: " + program + " is not installed");
        }
        Assumptions.assumeTrue(installed, program + " is not installed");
    }
}
