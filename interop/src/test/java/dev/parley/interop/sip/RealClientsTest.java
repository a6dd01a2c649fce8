package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.client.Baresip;
import dev.parley.interop.client.Linphonec;
import dev.parley.interop.client.RealClient;
import dev.parley.interop.client.Servers;
import dev.parley.interop.phone.TestPhone;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Phones that people really have, in a call with Asterisk, write to the room through Parley's own SIP side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsTest {
    private Optional<SipChat> running = Optional.empty();

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        Path users = Files.writeString(
                dir.resolve("users"),
                account("bob", RealClient.password("bob")) + account("carol", RealClient.password("carol")));
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
        running = Optional.of(SipChat.with("realm: rooms\nusers: " + users + "\n"));
    }

    /** MD5 alone: baresip 1.0 gives up where SHA-256 is offered too. */
    private static String account(String user, String password) throws Exception {
        byte[] secret = (user + ":rooms:" + password).getBytes(StandardCharsets.UTF_8);
        byte[] hash = MessageDigest.getInstance("MD5").digest(secret);
        return user + ":rooms:" + HexFormat.of().formatHex(hash) + "\n";
    }

    @AfterEach
    void everybody_leaves() {
        running.ifPresent(SipChat::everybodyLeaves);
    }

    @AfterAll
    void stop() {
        running.ifPresent(SipChat::close);
    }

    private SipChat chat() {
        return running.orElseThrow();
    }

    private Servers servers() {
        return Servers.only(chat().asterisk().sipAddress()).withTexts(chat().sipAddress());
    }

    @Test
    void baresip_writes_and_reads() {
        assumeInstalled(Baresip.PROGRAM, Baresip.isInstalled());
        try (RealClient baresip = Baresip.start("bob", servers(), "3001")) {
            talks(baresip, "Bob B");
        }
    }

    @Test
    void linphone_writes_and_reads() {
        assumeInstalled(Linphonec.PROGRAM, Linphonec.isInstalled());
        try (RealClient linphone = Linphonec.start("carol", servers())) {
            talks(linphone, "Carol C");
        }
    }

    @Test
    void baresip_is_asked_for_its_password_where_it_is_in_no_call() {
        assumeInstalled(Baresip.PROGRAM, Baresip.isInstalled());
        try (RealClient baresip = Baresip.start("bob", servers(), "3001")) {
            isAskedAndRead(baresip, "bob", "Bob B");
        }
    }

    @Test
    void linphone_is_asked_for_its_password_where_it_is_in_no_call() {
        assumeInstalled(Linphonec.PROGRAM, Linphonec.isInstalled());
        try (RealClient linphone = Linphonec.start("carol", servers())) {
            isAskedAndRead(linphone, "carol", "Carol C");
        }
    }

    /** The same account is in the room by another phone. */
    private void isAskedAndRead(RealClient client, String user, String name) {
        TestPhone alice = chat().member("alice");
        chat().member(user);
        client.write("3001", "hello by password");
        SipChat.awaitBody(alice, name + ": hello by password");
    }

    private void talks(RealClient client, String name) {
        TestPhone alice = chat().member("alice");
        client.call("3001");
        chat().awaitRoom(room -> room.members().size() == 2);

        client.write("3001", "hello by another way");
        SipChat.awaitBody(alice, name + ": hello by another way");
        alice.sendMessage("3001", "hello from Alice");
        client.awaitShown("Alice A: hello from Alice");
        assertThat(SipChat.bodies(alice)).containsExactly(name + ": hello by another way");
    }

    private static void assumeInstalled(String program, boolean installed) {
        if (!installed) {
            System.out.println("Skipped: " + program + " is not installed");
        }
        Assumptions.assumeTrue(installed, program + " is not installed");
    }
}
