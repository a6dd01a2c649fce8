package dev.parley.sip.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Audience;
import dev.parley.chat.Copy;
import dev.parley.chat.Origin;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.chat.Route;
import dev.parley.chat.TextId;
import dev.parley.chat.Unsigned;
import dev.parley.config.DirectConfig;
import dev.parley.config.OutboundProxy;
import dev.parley.config.Secret;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import dev.parley.sip.stack.ListeningAddress;
import dev.parley.sip.stack.Receptions;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.Transport;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectCourierTest {
    private static final RoomId ROOM = new RoomId("main", "3001");
    private static final Executor THREADS = Thread::startVirtualThread;
    private static final Instant LATER = Instant.now().plus(Duration.ofDays(1));

    private final Sip sip = new Sip();
    private final SetClock clock = new SetClock();
    private Transport transport;
    private Phone bob;
    private List<String> contacts;
    private DirectCourier courier;
    private Asides asides;

    /** Once for all: to end a stack takes jain-sip a second. */
    @BeforeAll
    void open() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        transport = new Transport(
                new Transport.Ways(
                        List.of(new ListeningAddress("udp", "127.0.0.1", port)), Optional.empty(), Duration.ofHours(1)),
                sip,
                THREADS,
                Tally.NONE);
        transport.open(Receptions.none(sip));
    }

    @AfterAll
    void close() {
        transport.close();
    }

    @BeforeEach
    void begin() {
        bob = new Phone();
        contacts = new ArrayList<>(List.of(bob.contact("bob")));
        direct(Optional.empty());
    }

    @AfterEach
    void end() {
        bob.close();
    }

    @Test
    void a_copy_is_a_message_from_the_room_with_the_senders_name() throws Exception {
        assertThat(send("Alice: hé")).isEqualTo(new Outcome.Delivered(200));

        String message = bob.read();
        assertThat(message).startsWith("MESSAGE " + bob.contact("bob") + " SIP/2.0\r\n");
        assertThat(Phone.header(message, "From")).startsWith("\"Alice \\\"A\\\"\" <sip:3001@pbx.example>;tag=");
        assertThat(Phone.header(message, "To")).isEqualTo("<sip:bob%20b@pbx.example>");
        assertThat(Phone.header(message, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(Phone.header(message, "X-Parley")).isEqualTo("t1");
        assertThat(Phone.header(message, "Max-Forwards")).isEqualTo("70");
        assertThat(Phone.header(message, "Contact")).isEmpty();
        assertThat(Phone.body(message)).isEqualTo("Alice: hé");
    }

    @Test
    void no_two_texts_have_the_same_call_id() throws Exception {
        send("one");
        send("two");

        assertThat(Phone.header(bob.read(), "Call-ID")).isNotEqualTo(Phone.header(bob.read(), "Call-ID"));
    }

    @Test
    void each_device_gets_one_but_the_one_that_the_text_came_from() throws Exception {
        try (Phone desk = new Phone();
                Phone mobile = new Phone()) {
            contacts.addAll(List.of(desk.contact("bob"), mobile.contact("bob"), "sip:bob@evil\r\nX: y"));

            courier.send(part("hi", Optional.empty(), desk.address()));

            assertThat(Phone.body(bob.read())).isEqualTo("hi");
            assertThat(Phone.body(mobile.read())).isEqualTo("hi");
            assertThat(desk.hasRead()).isFalse();
        }
    }

    @Test
    void it_has_arrived_where_one_device_has_it() throws Exception {
        try (Phone gone = new Phone()) {
            gone.answers("404 Not Found");
            contacts.addFirst(gone.contact("bob"));

            assertThat(send("hi")).isEqualTo(new Outcome.Delivered(200));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "410 Gone", "480 Temporarily Unavailable", "604 Nowhere"})
    void a_phone_that_is_gone_is_left_to_the_pbx_and_not_tried_again_for_a_while(String status) throws Exception {
        bob.answers(status);
        assertThat(send("one")).isInstanceOf(Outcome.Unreachable.class);
        bob.read();

        bob.answers("200 OK");
        assertThat(send("two")).isInstanceOf(Outcome.Unreachable.class);
        assertThat(bob.hasRead()).isFalse();

        clock.pass(Reaction.GONE.plusSeconds(1));
        assertThat(send("three")).isEqualTo(new Outcome.Delivered(200));
    }

    @Test
    void a_silent_phone_is_left_to_the_pbx() {
        bob.answers("");

        assertThat(send("hi"))
                .isInstanceOfSatisfying(
                        Outcome.Unreachable.class,
                        away -> assertThat(away.why()).isEqualTo(bob.contact("bob") + " did not answer"));
    }

    @Test
    void retry_after_says_when_a_busy_phone_is_tried_again() {
        bob.answers("503 Service Unavailable\r\nRetry-After: 120");
        assertThat(send("one")).isInstanceOf(Outcome.Unreachable.class);
        bob.answers("200 OK");

        clock.pass(Duration.ofSeconds(119));
        assertThat(send("two")).isInstanceOf(Outcome.Unreachable.class);
        clock.pass(Duration.ofSeconds(2));
        assertThat(send("three")).isEqualTo(new Outcome.Delivered(200));
    }

    @Test
    void html_that_a_phone_refuses_comes_as_plain_text_at_once_and_from_then_on() throws Exception {
        bob.answers(request -> request.contains("text/html") ? "415 Unsupported Media Type" : "200 OK");

        assertThat(courier.send(html("plain", "<b>rich</b>"))).isEqualTo(new Outcome.Delivered(200));
        assertThat(Phone.body(bob.read())).isEqualTo("<b>rich</b>");
        assertThat(Phone.body(bob.read())).isEqualTo("plain");

        courier.send(html("plain again", "<b>rich</b>"));
        assertThat(Phone.body(bob.read())).isEqualTo("plain again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"415 Unsupported Media Type", "488 Not Acceptable Here"})
    void an_envelope_that_a_phone_refuses_comes_as_plain_text_with_the_name_at_once_and_from_then_on(String refusal)
            throws Exception {
        bob.answers(request -> request.contains("message/cpim") ? refusal : "200 OK");

        assertThat(courier.send(enveloped("hi"))).isEqualTo(new Outcome.Delivered(200));
        String envelope = bob.read();
        assertThat(Phone.header(envelope, "Content-Type")).isEqualTo("message/cpim");
        assertThat(Phone.body(envelope))
                .startsWith("From: \"Alice\" <sip:alice@pbx.example>\r\nTo: <sip:3001@pbx.example>\r\n")
                .endsWith("\r\n\r\nhi");
        assertThat(Phone.body(bob.read())).isEqualTo("Alice: hi");

        courier.send(enveloped("again"));
        assertThat(Phone.body(bob.read())).isEqualTo("Alice: again");
    }

    @Test
    void an_envelope_that_does_not_fit_into_a_datagram_is_left_away() throws Exception {
        int most = courier.limits(Route.DIRECT, enveloped("").copy()).bytes();
        String full = "x".repeat(most - "Alice: ".length());

        assertThat(courier.send(enveloped(full))).isEqualTo(new Outcome.Delivered(200));

        assertThat(Phone.body(bob.read())).isEqualTo("Alice: " + full);
    }

    private static Part enveloped(String body) {
        Member alice =
                new Member(new MemberId("m0"), new Identity("alice", "alice", true), "Alice", Set.of(), Leg.UNKNOWN);
        Origin origin = new Origin(ROOM, alice, Audience.everyone(), Instant.now());
        Copy copy = new Copy(
                new TextId("t1"),
                ROOM,
                member(),
                "Alice",
                body,
                Optional.empty(),
                true,
                List.of(Route.DIRECT),
                "",
                LATER,
                Optional.of(origin));
        return new Part(
                copy,
                Route.DIRECT,
                "Alice: " + body,
                Optional.empty(),
                Optional.of(new Unsigned(origin, body, Optional.empty())));
    }

    @Test
    void what_was_refused_is_forgotten_after_a_while() throws Exception {
        bob.answers(request -> request.contains("text/html") ? "415 Unsupported Media Type" : "200 OK");
        courier.send(html("plain", "<b>rich</b>"));
        bob.read();
        bob.read();
        clock.pass(Refusals.REMEMBERED.plusSeconds(1));

        courier.send(html("plain", "<b>rich</b>"));

        assertThat(Phone.body(bob.read())).isEqualTo("<b>rich</b>");
    }

    @Test
    void a_size_that_was_refused_is_not_tried_again() {
        bob.answers("413 Request Entity Too Large");

        assertThat(send("x".repeat(300))).isInstanceOf(Outcome.Unreachable.class);

        assertThat(courier.limits(Route.DIRECT, part("", Optional.empty(), "").copy())
                        .bytes())
                .isEqualTo(299);
    }

    @Test
    void any_other_refusal_is_told_as_it_is() {
        bob.answers("486 Busy Here");

        assertThat(send("hi")).isEqualTo(new Outcome.Refused(bob.contact("bob") + " answered 486"));
    }

    @Test
    void a_message_of_the_size_that_is_allowed_stays_below_1300_bytes() throws Exception {
        int most = courier.limits(Route.DIRECT, part("", Optional.empty(), "").copy())
                .bytes();

        assertThat(send("x".repeat(most))).isEqualTo(new Outcome.Delivered(200));

        assertThat(bob.read().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1_100, 1_300);
        assertThat(send("x".repeat(most + 1))).isInstanceOf(Outcome.Unreachable.class);
    }

    @Test
    void a_stream_may_carry_much_more() {
        contacts.set(0, bob.contact("bob") + ";transport=tcp");

        assertThat(courier.limits(Route.DIRECT, part("", Optional.empty(), "").copy())
                        .bytes())
                .isGreaterThan(50_000);
    }

    @Test
    void a_phone_by_a_transport_that_parley_does_not_speak_is_left_to_the_pbx() {
        contacts.set(0, bob.contact("bob") + ";transport=tcp");

        assertThat(send("hi"))
                .isInstanceOfSatisfying(
                        Outcome.Unreachable.class,
                        away -> assertThat(away.why()).contains("does not listen on tcp"));
    }

    @Test
    void a_member_without_a_device_is_left_to_the_pbx() {
        contacts.clear();

        assertThat(send("hi")).isInstanceOf(Outcome.Unreachable.class);
    }

    @Test
    void what_is_typed_just_now_is_dropped_while_a_text_is_under_way() throws Exception {
        bob.answers("");
        var text = CompletableFuture.supplyAsync(() -> send("hi"), THREADS);
        bob.read();
        asides.whisper(ROOM, member(), "application/im-iscomposing+xml", new byte[] {'x'});
        bob.answers("200 OK");
        assertThat(text.get()).isEqualTo(new Outcome.Delivered(200));

        await().untilAsserted(() -> {
            asides.whisper(ROOM, member(), "application/im-iscomposing+xml", new byte[] {'y'});
            assertThat(bob.hasRead()).isTrue();
        });
        String next = bob.read();
        while (Phone.body(next).equals("hi")) {
            next = bob.read();
        }
        assertThat(Phone.body(next)).isEqualTo("y");
        assertThat(Phone.header(next, "Content-Type")).isEqualToIgnoringCase("application/im-iscomposing+xml");
    }

    @Test
    void a_receipt_waits_for_the_text_that_is_under_way() throws Exception {
        bob.answers("");
        var text = CompletableFuture.supplyAsync(() -> send("hi"), THREADS);
        bob.read();
        var receipt = CompletableFuture.runAsync(
                () -> asides.toMember(ROOM, member(), "message/cpim", new byte[] {'r'}), THREADS);
        assertThat(asides.mostBytes(ROOM, member(), "message/cpim")).isBetween(600, 1_000);
        bob.answers("200 OK");

        assertThat(text.get()).isEqualTo(new Outcome.Delivered(200));
        receipt.get();
        String last = bob.read();
        while (Phone.body(last).equals("hi")) {
            last = bob.read();
        }
        assertThat(Phone.body(last)).isEqualTo("r");
    }

    @Test
    void a_proxy_gets_one_for_the_address_of_the_member_and_the_credentials_it_asks_for() throws Exception {
        direct(Optional.of(new OutboundProxy(
                "sip:" + bob.address() + ";lr", Optional.of(new OutboundProxy.Login("parley", new Secret("secret"))))));
        bob.answers(request -> request.contains("Proxy-Authorization")
                ? "202 Accepted"
                : "407 Proxy Authentication Required\r\nProxy-Authenticate: Digest realm=\"pbx\", nonce=\"n1\","
                        + " algorithm=SHA-256, qop=\"auth\"");

        assertThat(send("hi")).isEqualTo(new Outcome.Delivered(202));

        String asked = bob.read();
        String again = bob.read();
        assertThat(asked).startsWith("MESSAGE sip:bob%20b@pbx.example SIP/2.0\r\n");
        assertThat(Phone.header(asked, "Route")).isEqualTo("<sip:" + bob.address() + ";lr>");
        assertThat(Phone.header(again, "CSeq")).isEqualTo("2 MESSAGE");
        assertThat(Phone.header(again, "Call-ID")).isEqualTo(Phone.header(asked, "Call-ID"));
        assertThat(Phone.header(again, "Proxy-Authorization"))
                .contains("username=\"parley\"", "algorithm=SHA-256", "uri=\"sip:bob%20b@pbx.example\"");
    }

    @Test
    void credentials_that_are_refused_are_not_given_again() throws Exception {
        direct(Optional.of(new OutboundProxy(
                "sip:" + bob.address() + ";lr", Optional.of(new OutboundProxy.Login("parley", new Secret("wrong"))))));
        bob.answers("407 Proxy Authentication Required\r\nProxy-Authenticate: Digest realm=\"pbx\", nonce=\"n1\"");

        assertThat(send("hi")).isEqualTo(new Outcome.Unreachable("sip:bob%20b@pbx.example answered 407"));
        bob.read();
        bob.read();
        assertThat(bob.hasRead()).isFalse();
    }

    @Test
    void a_proxy_would_give_it_to_the_device_it_came_from_too_so_it_gets_none() {
        direct(Optional.of(new OutboundProxy("sip:" + bob.address() + ";lr", Optional.empty())));

        assertThat(courier.send(part("hi", Optional.empty(), "192.0.2.9:5060")))
                .isInstanceOf(Outcome.Unreachable.class);
    }

    private void direct(Optional<OutboundProxy> proxy) {
        Direct direct = new Direct(
                new DirectConfig(Set.of("main"), proxy),
                (pbx, member) -> List.copyOf(contacts),
                Optional.empty(),
                new Addresses(room -> "sip:" + room.name() + "@pbx.example", pbx -> "pbx.example"),
                sip,
                transport.outbox(),
                THREADS,
                clock);
        courier = direct.courier(text -> Optional.empty());
        asides = direct.asides();
    }

    private Outcome send(String body) {
        return courier.send(part(body, Optional.empty(), ""));
    }

    private static Part html(String plain, String html) {
        return part(plain, Optional.of(html), "");
    }

    private static Member member() {
        return new Member(new MemberId("m1"), new Identity("bob", "bob b", true), "Bob", Set.of(), Leg.UNKNOWN);
    }

    private static Part part(String body, Optional<String> html, String exceptSource) {
        Copy copy = new Copy(
                new TextId("t1"),
                ROOM,
                member(),
                "Alice \"A\"",
                body,
                html,
                true,
                List.of(Route.DIRECT),
                exceptSource,
                LATER);
        return new Part(copy, Route.DIRECT, body, html, Optional.empty());
    }
}
