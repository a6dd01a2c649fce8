package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.client.Baresip;
import dev.parley.interop.client.Servers;
import dev.parley.interop.connector.Keystore;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.Transport;
import dev.parley.room.Flag;
import dev.parley.room.Room;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Phones that call the focus over TCP and TLS, with the PBX behind it on UDP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTest {
    private final int tls = FreePort.udpAndTcp();
    private Optional<FocusChat> running = Optional.empty();

    @BeforeAll
    void start(@TempDir Path folder) {
        running = Optional.of(FocusChat.secure(Release.SID, tls, Keystore.in(folder)));
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

    private InetSocketAddress secured() {
        return new InetSocketAddress("127.0.0.1", tls);
    }

    private PhoneOptions options(String user, Transport transport) {
        PhoneOptions options = chat().options(user).withTransport(transport);
        return transport == Transport.TLS ? options.withServer(secured()) : options;
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "TLS"})
    void a_phone_calls_writes_reads_holds_and_hangs_up(Transport transport) {
        TestPhone alice = chat().phone(options("alice", transport));
        Call call = chat().call(alice);
        TestPhone bob = chat().member("bob");

        assertThat(call.sendMessage("hello from a connection").status()).isEqualTo(202);
        FocusChat.awaitBody(bob, "Alice A: hello from a connection");
        bob.calls().getFirst().sendMessage("hello from a datagram");
        FocusChat.awaitBody(alice, "Bob B: hello from a datagram");

        assertThat(call.hold().status()).isEqualTo(200);
        chat().awaitRoom(ConnectionsTest::isAnyHeld);
        assertThat(call.unhold().status()).isEqualTo(200);
        chat().awaitRoom(room -> !isAnyHeld(room));

        call.hangUp();
        chat().awaitRoom(room -> room.members().size() == 1);
        chat().awaitCalls(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "TLS"})
    void the_pbx_hangs_up_over_the_phones_connection(Transport transport) {
        Call call = chat().call(chat().phone(options("alice", transport)));

        try (RawAmi lab = chat().asterisk().lab()) {
            lab.ask("Hangup", "Channel: " + FocusChat.onlyMember(lab));
        }

        assertThat(call.awaitEnd(FocusChat.SOON)).isTrue();
        chat().awaitRoom(Room::isEmpty);
        chat().awaitNoCalls();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "TLS"})
    void a_phone_that_is_gone_without_a_word_gets_no_text_and_that_is_known(Transport transport) {
        TestPhone alice = new TestPhone(options("alice", transport));
        chat().call(alice);
        try (RawAmi lab = chat().asterisk().lab()) {
            String channel = FocusChat.onlyMember(lab);
            TestPhone bob = chat().member("bob");
            alice.close();

            bob.calls().getFirst().sendMessage("are you there?");
            Optional<String> known = Await.answer(FocusChat.SOON, () -> unreached(transport));

            lab.ask("Hangup", "Channel: " + channel);
            chat().awaitCalls(1);
            assertThat(known)
                    .as(() -> chat().parley().traces().latest(5).toString())
                    .isPresent();
        }
    }

    private Optional<String> unreached(Transport transport) {
        return chat().parley().traces().latest(5).stream()
                .map(Object::toString)
                .filter(line -> line.contains("outcome=unreachable")
                        && line.contains("transport=" + transport.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** It does not write: baresip 1.0.0 leaves the parameters of a contact out, and so writes by UDP. */
    @Test
    void baresip_calls_over_tls_reads_holds_and_hangs_up() {
        if (!Baresip.isInstalled()) {
            System.out.println("Skipped: baresip is not installed");
        }
        Assumptions.assumeTrue(Baresip.isInstalled(), "baresip is not installed");
        Servers servers = Servers.only(chat().asterisk().sipAddress())
                .withFocus(secured())
                .overTls();
        TestPhone alice = chat().member("alice");
        try (Baresip baresip = Baresip.start("bob", servers, FocusChat.ROOM)) {
            baresip.call(FocusChat.ROOM);
            chat().awaitRoom(room -> room.members().size() == 2);
            chat().awaitCalls(2);

            alice.calls().getFirst().sendMessage("hello from Alice");
            baresip.awaitShown("hello from Alice");
            baresip.hold();
            chat().awaitRoom(ConnectionsTest::isAnyHeld);
            baresip.hangUp();
            chat().awaitRoom(room -> room.members().size() == 1);
            chat().awaitCalls(1);
        }
    }

    private static boolean isAnyHeld(Room room) {
        return room.members().stream().anyMatch(member -> member.flags().contains(Flag.HELD));
    }
}
