package dev.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatagramsTest {
    private final Queue<Incoming> served = new ConcurrentLinkedQueue<>();
    private Transport transport;
    private Peer peer;

    @BeforeAll
    void open() throws Exception {
        int port = FreePort.find();
        transport = Given.open(Given.ways(new ListeningAddress("udp", "127.0.0.1", port)), request -> {
            served.add(request);
            request.answer(202);
        });
        peer = new Peer(port);
    }

    @AfterAll
    void close() {
        peer.close();
        transport.close();
    }

    @Test
    void those_that_wait_are_not_overwritten_by_those_after_them() {
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            sent.add("text-" + i);
            peer.send(peer.request("MESSAGE", "sip:3001@pbx.example", "Subject: text-" + i));
        }

        await().untilAsserted(() -> assertThat(served)
                .extracting(request -> request.header("Subject").orElse("none"))
                .containsAll(sent));
    }

    @Test
    void a_large_one_is_read_whole() {
        String subject = "a".repeat(60_000);
        peer.send(peer.request("MESSAGE", "sip:3001@pbx.example", "Subject: " + subject));

        await().untilAsserted(() -> assertThat(served)
                .extracting(request -> request.header("Subject").orElse("none"))
                .contains(subject));
    }
}
