package dev.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Rate;
import dev.parley.room.RoomId;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.sip.message.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransportTest {
    private final Sip sip = new Sip();
    private final Queue<Incoming> served = new ConcurrentLinkedQueue<>();
    private volatile Consumer<Incoming> serving = request -> {};
    private int port;
    private Transport transport;
    private Peer peer;

    /** Once for all: to end a stack takes jain-sip a second. */
    @BeforeAll
    void open() throws Exception {
        port = FreePort.find();
        transport = Given.open(Given.ways(port), request -> {
            served.add(request);
            serving.accept(request);
        });
    }

    @AfterAll
    void close() {
        transport.close();
    }

    @BeforeEach
    void call() {
        peer = new Peer(port);
        served.clear();
        serving = request -> request.answer(202);
    }

    @AfterEach
    void hangUp() {
        peer.close();
    }

    @Test
    void a_request_is_served_with_the_room_it_names_and_the_address_it_came_from() {
        assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example"))).startsWith("SIP/2.0 202 ");

        Incoming request = served.remove();
        assertThat(request.room()).contains(new RoomId("main", "3001"));
        assertThat(request.source()).isEqualTo(new Source("127.0.0.1", peer.port(), "udp"));
    }

    @Test
    void a_repetition_gets_the_same_answer_and_is_served_once() {
        String request = peer.request("MESSAGE", "sip:3001@pbx.example");
        String first = peer.ask(request);

        assertThat(peer.askAgain(request)).isEqualTo(first);
        assertThat(served).hasSize(1);
    }

    @Test
    void the_same_request_over_another_way_is_482() {
        String request = peer.request("MESSAGE", "sip:3001@pbx.example");
        peer.ask(request);

        assertThat(peer.ask(request.replace("z9hG4bK", "z9hG4bKother"))).startsWith("SIP/2.0 482 ");
        assertThat(served).hasSize(1);
    }

    @Test
    void methods_that_are_not_served_are_405_with_allow_and_unknown_ones_501() {
        assertThat(peer.ask(peer.request("REGISTER", "sip:pbx.example")))
                .startsWith("SIP/2.0 405 ")
                .contains("Allow: MESSAGE", "OPTIONS");
        assertThat(peer.ask(peer.request("DANCE", "sip:3001@pbx.example"))).startsWith("SIP/2.0 501 ");
        assertThat(peer.ask(peer.request("message", "sip:3001@pbx.example"))).startsWith("SIP/2.0 501 ");
    }

    @Test
    void what_is_no_sip_address_is_416_and_one_with_headers_400() {
        assertThat(peer.ask(peer.request("MESSAGE", "tel:+4930123"))).startsWith("SIP/2.0 416 ");
        assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example?Route=x")))
                .startsWith("SIP/2.0 400 ");
        assertThat(peer.ask(peer.request("MESSAGE", "sip:" + "3".repeat(1_100) + "@pbx.example")))
                .startsWith("SIP/2.0 414 ");
    }

    @Test
    void extensions_that_are_required_and_not_there_are_named_in_420() {
        assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example", "Require: known, nothing, else")))
                .startsWith("SIP/2.0 420 ")
                .contains("Unsupported: nothing", "else")
                .doesNotContain("known,");
    }

    @Test
    void another_version_of_sip_is_505() {
        assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example").replaceFirst("SIP/2.0\r", "SIP/7.0\r")))
                .startsWith("SIP/2.0 505 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: <sip:x@y>;tag=1", "t: <sip:x@y>", "Call-ID: x", "Max-Forwards: 3", "l: 0"})
    void a_header_that_may_stand_once_and_stands_twice_is_400(String second) {
        assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example", second)))
                .startsWith("SIP/2.0 400 ");
        assertThat(served).isEmpty();
    }

    @Test
    void a_request_that_says_nothing_of_hops_is_served() {
        String request = peer.request("MESSAGE", "sip:3001@pbx.example").replace("Max-Forwards: 70\r\n", "");

        assertThat(peer.ask(request)).startsWith("SIP/2.0 202 ");
        peer.askAgain(request);
        assertThat(served).hasSize(1);
    }

    @Test
    void garbage_gets_no_answer_and_does_no_harm() {
        peer.send("MESSAGE sip:3001@pbx.example SIP/2.0\r\nFrom: <<<\r\n\r\n");
        peer.send("\u0000\u0001\u0002");
        peer.send("");

        assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example"))).startsWith("SIP/2.0 202 ");
    }

    @Test
    void an_error_in_a_handler_is_500_and_the_next_request_is_served() {
        serving = request -> {
            throw new StackOverflowError("no more");
        };
        for (int i = 0; i < 5; i++) {
            assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example")))
                    .startsWith("SIP/2.0 500 ");
        }
        serving = request -> request.answer(200);
        assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example"))).startsWith("SIP/2.0 200 ");
    }

    @Test
    void who_floods_gets_no_answer_and_others_do() throws Exception {
        int other = FreePort.find();
        Floods floods = new Floods(new Rate(0.001, 3), source -> false);
        try (Transport slow = Given.open(Given.ways(other), floods, request -> request.answer(202));
                Peer flooding = new Peer(other)) {
            for (int i = 0; i < 3; i++) {
                assertThat(flooding.ask(flooding.request("MESSAGE", "sip:3001@pbx.example")))
                        .contains(" 202 ");
            }
            flooding.send(flooding.request("MESSAGE", "sip:3001@pbx.example"));
            assertThat(flooding.read(Duration.ofMillis(300))).isEmpty();
            assertThat(slow.answersItself()).as("not begun anew for it").isTrue();
        }
        assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example"))).contains(" 202 ");
    }

    @Test
    void who_floods_through_a_proxy_gets_no_answer_and_others_through_it_do() throws Exception {
        int other = FreePort.find();
        try (Peer proxy = new Peer(other)) {
            Floods floods = new Floods(new Rate(0.001, 1), source -> source.port() == proxy.port());
            try (Transport slow = Given.open(Given.ways(other), floods, request -> request.answer(202))) {
                assertThat(proxy.ask(proxy.request("MESSAGE", "sip:3001@pbx.example")))
                        .contains(" 202 ");
                proxy.send(proxy.request("MESSAGE", "sip:3001@pbx.example"));
                assertThat(proxy.read(Duration.ofMillis(300))).isEmpty();
                assertThat(proxy.ask(proxy.request("MESSAGE", "sip:3001@pbx.example")
                                .replace("From: <sip:alice@", "From: <sip:bob@")))
                        .contains(" 202 ");
            }
        }
    }

    @Test
    void nothing_of_a_request_gets_into_the_status_line() {
        serving = request -> request.answer(403);
        assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example", "Subject: evil")))
                .startsWith("SIP/2.0 403 Forbidden\r\n")
                .doesNotContain("evil");
    }

    @Test
    void a_request_of_ours_is_answered_refused_or_times_out() {
        Thread.ofVirtual().start(() -> {
            String request = peer.read();
            peer.send(answer(request, "SIP/2.0 486 Busy Here"));
        });
        assertThat(transport.outbox().ask(message("sip:bob@127.0.0.1:" + peer.port()), Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(
                        Reply.Final.class, reply -> assertThat(reply.code()).isEqualTo(486));
        assertThat(transport.outbox().ask(message("sip:bob@127.0.0.1:" + peer.port()), Duration.ofMillis(100)))
                .isInstanceOf(Reply.Timeout.class);
        assertThat(transport.outbox().ask(message("sips:bob@127.0.0.1"), Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(
                        Reply.Unsendable.class, reply -> assertThat(reply.why()).contains("does not listen on tls"));
    }

    @Test
    void an_address_that_is_taken_is_named_and_nothing_stays_open() throws Exception {
        int free = FreePort.find();
        Transport.Ways taken = Given.ways(
                new ListeningAddress("udp", "127.0.0.1", free), new ListeningAddress("udp", "127.0.0.1", port));
        assertThatThrownBy(() -> Given.open(taken, request -> {}))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("udp 127.0.0.1:" + port)
                .hasMessageContaining("sip.listen");
        new DatagramSocket(free, InetAddress.getLoopbackAddress()).close();
    }

    private Request message(String to) {
        return sip.request(
                "MESSAGE",
                sip.uri(to),
                new Sip.Parties(
                        sip.newId(),
                        sip.address("Room \"3001\"\r\n", "sip:3001@pbx.example"),
                        sip.newId(),
                        sip.address("", to),
                        ""),
                1);
    }

    private static String answer(String request, String status) {
        StringBuilder answer = new StringBuilder(status + "\r\n");
        for (String line : request.split("\r\n")) {
            if (line.matches("(Via|From|Call-ID|CSeq):.*")) {
                answer.append(line).append("\r\n");
            } else if (line.startsWith("To:")) {
                answer.append(line).append(";tag=peer\r\n");
            }
        }
        return answer + "Content-Length: 0\r\n\r\n";
    }
}
