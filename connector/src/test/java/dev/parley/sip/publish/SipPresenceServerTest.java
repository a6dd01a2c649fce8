package dev.parley.sip.publish;

import static dev.parley.sip.publish.Given.ROOM;
import static dev.parley.sip.publish.Given.TEN_MINUTES;
import static dev.parley.sip.publish.ScriptedServer.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sip.auth.Login;
import dev.parley.sip.stack.FreePort;
import dev.parley.sip.stack.ListeningAddress;
import dev.parley.sip.stack.Receptions;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is written on the wire, and what is read from it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SipPresenceServerTest {
    private static final byte[] DOCUMENT = "<conference-info/>".getBytes(StandardCharsets.UTF_8);
    private static final String CHALLENGE = "Digest realm=\"h\", nonce=\"n\", qop=\"auth,auth-int\"";

    private final Sip sip = new Sip();
    private Transport transport = transport(0);
    private ScriptedServer server = new ScriptedServer();

    @BeforeAll
    void open() throws Exception {
        transport = transport(FreePort.find());
        transport.open(Receptions.none(sip));
    }

    @AfterAll
    void close() {
        transport.close();
    }

    @BeforeEach
    void call() {
        server.close();
        server = new ScriptedServer();
    }

    @AfterEach
    void hangUp() {
        server.close();
    }

    private Transport transport(int port) {
        return new Transport(
                new Transport.Ways(
                        List.of(new ListeningAddress("udp", "127.0.0.1", port)),
                        Optional.empty(),
                        Duration.ofMinutes(1)),
                sip,
                Thread::startVirtualThread,
                Tally.NONE);
    }

    private PublishAnswer publish(PublishRequest request, Login... logins) {
        return new SipPresenceServer(
                        transport.outbox(),
                        sip,
                        room -> "sip:" + room.name() + "@pbx.example",
                        server.uri(),
                        Optional.of(logins).filter(given -> given.length > 0).map(given -> given[0]))
                .publish(ROOM, request);
    }

    private static PublishRequest first() {
        return new PublishRequest(Optional.empty(), TEN_MINUTES, DOCUMENT);
    }

    @Test
    void a_room_is_published_under_its_own_address_by_way_of_the_server() {
        server.answers("200 OK", "SIP-ETag: abc.1", "Expires: 60");
        assertThat(publish(first()))
                .isEqualTo(new PublishAnswer.Accepted(Optional.of("abc.1"), Optional.of(Duration.ofSeconds(60))));
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request)
                    .startsWith("PUBLISH sip:3001@pbx.example SIP/2.0\r\n")
                    .endsWith("<conference-info/>");
            assertThat(header(request, "Route")).isEqualTo("<" + server.uri() + ";lr>");
            assertThat(header(request, "Event")).isEqualTo("conference");
            assertThat(header(request, "Expires")).isEqualTo("600");
            assertThat(header(request, "Content-Type")).isEqualTo("application/conference-info+xml");
            assertThat(header(request, "SIP-If-Match")).isEmpty();
        });
    }

    @Test
    void a_later_one_names_the_publication_and_a_removal_has_no_body() {
        server.answers("200 OK", "SIP-ETag: b");
        publish(new PublishRequest(Optional.of("a"), TEN_MINUTES, DOCUMENT));
        server.answers("200 OK", "SIP-ETag: c", "Expires: 0");
        publish(PublishRequest.removal("b"));
        assertThat(server.requests())
                .satisfiesExactly(
                        change -> assertThat(header(change, "SIP-If-Match")).isEqualTo("a"), removal -> {
                            assertThat(header(removal, "SIP-If-Match")).isEqualTo("b");
                            assertThat(header(removal, "Expires")).isEqualTo("0");
                            assertThat(header(removal, "Content-Type")).isEmpty();
                            assertThat(removal).endsWith("\r\n\r\n");
                        });
    }

    @Test
    void refusals_are_told_apart() {
        server.answers("412 Conditional Request Failed");
        assertThat(publish(first())).isEqualTo(new PublishAnswer.Forgotten());
        server.answers("423 Interval Too Brief", "Min-Expires: 1200");
        assertThat(publish(first())).isEqualTo(new PublishAnswer.TooBrief(Duration.ofMinutes(20)));
        server.answers("423 Interval Too Brief");
        assertThat(publish(first())).isEqualTo(new PublishAnswer.TooBrief(Duration.ZERO));
        server.answers("503 Service Unavailable", "Retry-After: 30");
        assertThat(publish(first())).isEqualTo(new PublishAnswer.Refused(503, Optional.of(Duration.ofSeconds(30))));
        server.answers("489 Bad Event");
        assertThat(publish(first())).isEqualTo(new PublishAnswer.Refused(489, Optional.empty()));
    }

    @Test
    void a_server_that_asks_for_the_password_gets_proof_of_it_once() {
        server.answers("401 Unauthorized", "WWW-Authenticate: " + CHALLENGE);
        server.answers("200 OK", "SIP-ETag: a");
        assertThat(publish(first(), new Login("parley", "pw"))).isInstanceOf(PublishAnswer.Accepted.class);
        String second = server.requests().get(1);
        assertThat(header(second, "CSeq")).isEqualTo("2 PUBLISH");
        assertThat(header(second, "Call-ID")).isEqualTo(header(server.requests().get(0), "Call-ID"));
        assertThat(header(second, "Authorization"))
                .contains("username=\"parley\"", "uri=\"sip:3001@pbx.example\"", "qop=auth", "nc=00000001");
        assertThat(second).endsWith("<conference-info/>");

        server.answers("401 Unauthorized", "WWW-Authenticate: " + CHALLENGE);
        server.answers("401 Unauthorized", "WWW-Authenticate: " + CHALLENGE);
        assertThat(publish(first(), new Login("parley", "wrong")))
                .isEqualTo(new PublishAnswer.Refused(401, Optional.empty()));
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void a_proxy_that_asks_gets_its_own_header_and_the_hash_that_parley_knows_is_chosen() {
        server.answers(
                "407 Proxy Authentication Required",
                "Proxy-Authenticate: " + CHALLENGE + ", algorithm=SHA-512-256-sess",
                "Proxy-Authenticate: " + CHALLENGE + ", algorithm=SHA-256",
                "Proxy-Authenticate: " + CHALLENGE + ", algorithm=MD5");
        server.answers("200 OK", "SIP-ETag: a");
        publish(first(), new Login("parley", "pw"));
        assertThat(header(server.requests().get(1), "Proxy-Authorization")).contains("algorithm=SHA-256");
    }

    @Test
    void without_an_account_the_challenge_is_a_refusal() {
        server.answers("401 Unauthorized", "WWW-Authenticate: " + CHALLENGE);
        assertThat(publish(first())).isEqualTo(new PublishAnswer.Refused(401, Optional.empty()));
    }

    @Test
    void what_cannot_be_sent_is_told_with_the_reason() {
        PublishAnswer answer = new SipPresenceServer(
                        transport.outbox(), sip, room -> "sip:x@y", server.uri() + ";transport=tcp", Optional.empty())
                .publish(ROOM, first());
        assertThat(answer)
                .isInstanceOfSatisfying(
                        PublishAnswer.Unanswered.class,
                        none -> assertThat(none.why()).contains("sip.listen"));
    }
}
