package dev.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Real messages, spoilt at random: nothing ends the stack. {@code -Dparley.fuzz=500000} takes a night's worth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {
    private static final int MESSAGES = Integer.getInteger("parley.fuzz", 10_000);
    private static final int BETWEEN_QUESTIONS = 1_000;
    private static final long SEED = 4475;

    private final AtomicInteger served = new AtomicInteger();
    private int port;
    private Transport transport;

    @BeforeAll
    void open() throws Exception {
        port = FreePort.find();
        transport = Given.open(Given.ways(port), request -> {
            served.incrementAndGet();
            request.answer(request.body().length == 0 ? 400 : 202);
        });
    }

    @AfterAll
    void close() {
        transport.close();
    }

    @Test
    void spoilt_datagrams_end_nothing() {
        Random random = new Random(SEED);
        try (Peer peer = new Peer(port);
                Peer witness = new Peer(port)) {
            List<String> seeds = seeds(peer);
            for (int i = 1; i <= MESSAGES; i++) {
                peer.send(spoilt(seeds.get(random.nextInt(seeds.size())), random));
                if (i % BETWEEN_QUESTIONS == 0) {
                    assertThat(witness.askAgain(witness.request("OPTIONS", "sip:3001@pbx.example")))
                            .as("after %s messages", i)
                            .contains(" 200 ");
                }
            }
        }
        assertThat(served).hasPositiveValue();
    }

    @Test
    void what_cannot_be_read_on_a_stream_does_not_smuggle_the_next_message_in() throws IOException {
        try (Peer peer = new Peer(port);
                Socket stream = new Socket(InetAddress.getLoopbackAddress(), port)) {
            int before = served.get();
            OutputStream out = stream.getOutputStream();
            String inner = peer.request("MESSAGE", "sip:3001@pbx.example").replace("SIP/2.0/UDP", "SIP/2.0/TCP");
            String outer = "MESSAGE sip:3001@pbx.example SIP/2.0\r\nFrom: <<<\r\nContent-Length: " + inner.length()
                    + "\r\n\r\n" + inner;
            out.write(outer.getBytes(StandardCharsets.US_ASCII));
            out.flush();

            assertThat(peer.askAgain(peer.request("OPTIONS", "sip:3001@pbx.example")))
                    .contains(" 200 ");
            assertThat(served).hasValue(before);
        }
    }

    private static List<String> seeds(Peer peer) {
        return List.of(
                peer.request("MESSAGE", "sip:3001@pbx.example", "Content-Type: text/plain", "Subject: x"),
                peer.request("SUBSCRIBE", "sip:3001@pbx.example", "Event: conference", "Expires: 600"),
                peer.request("OPTIONS", "sip:3001@pbx.example", "Route: <sip:a;lr>, <sip:b;lr>", "Accept: */*"),
                peer.request("INVITE", "sip:3001@pbx.example", "Contact: \"A\" <sip:a@b;x=y>;q=0.5"),
                "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2"
                        + "\r\nCall-ID: 1\r\nCSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n");
    }

    private static String spoilt(String message, Random random) {
        StringBuilder spoilt = new StringBuilder(message.replaceFirst("z9hG4bK", "z9hG4bK" + random.nextLong()));
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(spoilt.length());
            switch (random.nextInt(5)) {
                case 0 -> spoilt.setCharAt(at, (char) random.nextInt(256));
                case 1 -> spoilt.deleteCharAt(at);
                case 2 -> spoilt.insert(at, "\r\n");
                case 3 -> spoilt.insert(at, spoilt.substring(at, Math.min(spoilt.length(), at + random.nextInt(60))));
                default ->
                    spoilt.insert(
                            at,
                            String.valueOf("<>\";:,=@%\\\0".charAt(random.nextInt(11)))
                                    .repeat(1 + random.nextInt(9)));
            }
        }
        return spoilt.toString();
    }
}
