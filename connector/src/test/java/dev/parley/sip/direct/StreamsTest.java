package dev.parley.sip.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Copy;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.chat.Route;
import dev.parley.chat.TextId;
import dev.parley.config.DirectConfig;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import dev.parley.sip.stack.Key;
import dev.parley.sip.stack.ListeningAddress;
import dev.parley.sip.stack.Receptions;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.TlsKey;
import dev.parley.sip.stack.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts straight to phones that have registered over TCP or TLS and take connections there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsTest {
    private static final RoomId ROOM = new RoomId("main", "3001");
    private static final Executor THREADS = Thread::startVirtualThread;

    private final Sip sip = new Sip();
    private final SetClock clock = new SetClock();
    private Path known = Path.of("");
    private Path strange = Path.of("");
    private Transport transport;
    private volatile String contact = "";
    private DirectCourier courier;

    /** Once for all: to end a stack takes jain-sip a second. */
    @BeforeAll
    void open(@TempDir Path dir) throws Exception {
        known = Key.at(dir.resolve("known.p12")).keystore();
        strange = Key.at(dir.resolve("strange.p12")).keystore();
        transport = new Transport(
                new Transport.Ways(
                        List.of(
                                new ListeningAddress("udp", "127.0.0.1", free()),
                                new ListeningAddress("tcp", "127.0.0.1", free()),
                                new ListeningAddress("tls", "127.0.0.1", free())),
                        Optional.of(new TlsKey(known, Key.PASSWORD, Optional.of(known))),
                        Duration.ofHours(1)),
                sip,
                THREADS,
                Tally.NONE);
        transport.open(Receptions.none(sip));
        courier = new Direct(
                        new DirectConfig(Set.of("main"), Optional.empty()),
                        (pbx, member) -> List.of(contact),
                        Optional.empty(),
                        new Addresses(room -> "sip:" + room.name() + "@pbx.example", pbx -> "pbx.example"),
                        sip,
                        transport.outbox(),
                        THREADS,
                        clock)
                .courier(text -> Optional.empty());
    }

    @AfterAll
    void close() {
        transport.close();
    }

    @Test
    void texts_go_over_one_connection_in_their_order() throws Exception {
        try (StreamPhone phone = new StreamPhone(ServerSocketFactory.getDefault())) {
            contact = "sip:bob@127.0.0.1:" + phone.port() + ";transport=tcp";
            for (int i = 0; i < 5; i++) {
                assertThat(send("text " + i)).isEqualTo(new Outcome.Delivered(200));
            }

            String first = phone.read();
            assertThat(first).startsWith("MESSAGE " + contact + " SIP/2.0\r\n");
            assertThat(Phone.header(first, "Via")).startsWith("SIP/2.0/TCP 127.0.0.1:");
            assertThat(Phone.body(first)).isEqualTo("text 0");
            for (int i = 1; i < 5; i++) {
                assertThat(Phone.body(phone.read())).isEqualTo("text " + i);
            }
            assertThat(phone.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_text_that_no_datagram_could_carry_goes_whole() throws Exception {
        try (StreamPhone phone = new StreamPhone(ServerSocketFactory.getDefault())) {
            contact = "sip:bob@127.0.0.1:" + phone.port() + ";transport=tcp";
            String words = "long words ".repeat(3_000);

            assertThat(send(words)).isEqualTo(new Outcome.Delivered(200));

            assertThat(Phone.body(phone.read())).isEqualTo(words);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:bob@127.0.0.1:%d;transport=tls", "sips:bob@127.0.0.1:%d"})
    void a_phone_with_a_certificate_that_is_trusted_is_reached_over_tls(String uri) throws Exception {
        try (StreamPhone phone = new StreamPhone(tls(known))) {
            contact = uri.formatted(phone.port());

            assertThat(send("secret words")).isEqualTo(new Outcome.Delivered(200));

            String text = phone.read();
            assertThat(Phone.header(text, "Via")).startsWith("SIP/2.0/TLS 127.0.0.1:");
            assertThat(Phone.body(text)).isEqualTo("secret words");
        }
    }

    @Test
    void a_phone_that_nobody_vouches_for_is_left_to_the_pbx() throws Exception {
        try (StreamPhone phone = new StreamPhone(tls(strange))) {
            contact = "sip:bob@127.0.0.1:" + phone.port() + ";transport=tls";

            assertThat(send("secret words")).isInstanceOf(Outcome.Unreachable.class);
        }
    }

    @Test
    void a_phone_that_takes_no_connections_is_left_to_the_pbx_at_once() throws Exception {
        contact = "sip:bob@127.0.0.1:" + free() + ";transport=tcp";
        Instant before = Instant.now();

        assertThat(send("hi")).isInstanceOf(Outcome.Unreachable.class);

        assertThat(Duration.between(before, Instant.now())).isLessThan(Delivery.PATIENCE);
    }

    @Test
    void a_phone_that_comes_back_where_it_was_is_reached_anew() throws Exception {
        int port;
        try (StreamPhone phone = new StreamPhone(ServerSocketFactory.getDefault())) {
            port = phone.port();
            contact = "sip:bob@127.0.0.1:" + port + ";transport=tcp";
            assertThat(send("before")).isEqualTo(new Outcome.Delivered(200));
        }
        assertThat(send("meanwhile")).isInstanceOf(Outcome.Unreachable.class);
        try (StreamPhone again = new StreamPhone(ServerSocketFactory.getDefault(), port)) {
            clock.pass(Reaction.GONE.plusSeconds(1));

            assertThat(send("after")).isEqualTo(new Outcome.Delivered(200));

            assertThat(Phone.body(again.read())).isEqualTo("after");
        }
    }

    private Outcome send(String body) {
        Member bob = new Member(new MemberId("m1"), new Identity("bob", "bob", true), "Bob", Set.of(), Leg.UNKNOWN);
        Copy copy = new Copy(
                new TextId("t1"),
                ROOM,
                bob,
                "Alice",
                body,
                Optional.empty(),
                true,
                List.of(Route.DIRECT),
                "",
                Instant.now().plus(Duration.ofDays(1)));
        return courier.send(new Part(copy, Route.DIRECT, body));
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocketFactory tls(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, Key.PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, Key.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }
}
