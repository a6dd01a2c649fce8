package dev.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages of RFC 4475, each with a branch of its own: a stack takes two messages of one branch for one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TortureTest {
    private int port;
    private Transport transport;

    @BeforeAll
    void open() throws Exception {
        port = FreePort.find();
        transport = Given.open(Given.ways(port), request -> request.answer(202));
    }

    @AfterAll
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @CsvSource({
        // 0 is no answer. Methods that are not served are 405, and what jain-sip cannot read is dropped.
        "wsinv, 0",
        "intmeth, 501",
        "esc01, 405",
        "esc02, 501",
        "escnull, 405",
        "lwsdisp, 200",
        "longreq, 405",
        "semiuri, 200",
        "transports, 200",
        "dblreq, 405",
        "mpart01, 202",
        "unreason, 0",
        "noreason, 0",
        "badinv01, 0",
        "ltgtruri, 0",
        "lwsruri, 0",
        "quotbal, 0",
        "ncl, 0",
        "scalar02, 0",
        "clerr, 0",
        "mismatch01, 400",
        "mismatch02, 400",
        "scalarlg, 0",
        "bigcode, 0",
        "lwsstart, 405",
        "trws, 200",
        "escruri, 405",
        "baddate, 405",
        "regbadct, 405",
        "regescrt, 405",
        "badaspec, 200",
        "baddn, 200",
        "badvers, 505",
        "badbranch, 400",
        "insuf, 0",
        "unkscm, 416",
        "novelsc, 416",
        "unksm2, 405",
        "bext01, 420",
        "invut, 405",
        "regaut01, 405",
        "multi01, 400",
        "mcl01, 400",
        "bcast, 0",
        "zeromf, 200",
        "cparam01, 405",
        "cparam02, 405",
        "sdp01, 405",
        "inv2543, 405",
        "test, 0"
    })
    void each_gets_what_it_deserves_and_the_stack_lives_on(String name, int expected) throws IOException {
        try (Peer peer = new Peer(port)) {
            peer.send(withOwnBranch(message(name), peer));

            if (expected == 0) {
                assertThat(peer.read(Duration.ofMillis(150))).isEmpty();
            } else {
                String answer = peer.read();
                assertThat(answer).startsWith("SIP/2.0 " + expected + " ");
                assertThat(answer.lines().findFirst().orElseThrow()).matches("SIP/2.0 [0-9]{3} [A-Za-z0-9 /-]*");
            }
            assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example")))
                    .contains(" 202 ");
        }
    }

    private static String message(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TortureTest.class.getResourceAsStream("/rfc4475/" + name + ".dat"))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** To this peer, over UDP: only who asked gets an answer. */
    private static String withOwnBranch(String message, Peer peer) {
        String id = UUID.randomUUID().toString();
        return message.replaceFirst("(?i)branch *= *z9hG4bK[^;\\r\\n ,]+", "branch=z9hG4bK" + id)
                .replaceFirst(
                        "SIP */ *[0-9.]+ */ *(TCP|UDP|TLS|SCTP|UNKNOWN) [^;,\\r\\n]*",
                        "SIP/2.0/UDP 127.0.0.1:" + peer.port());
    }
}
