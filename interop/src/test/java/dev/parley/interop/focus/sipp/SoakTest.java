package dev.parley.interop.focus.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.fault.Weather;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left of many calls: 2,000 of them, with {@code -Dparley.soak=whole} 10,000. */
class SoakTest {
    private static final int CALLS = "whole".equals(System.getProperty("parley.soak")) ? 10_000 : 2_000;
    private static final int WARM_UP = 50;
    private static final int RATE = 100;
    /** Timers of RFC 3261 run for 32 s after a call. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The threads of the stack still hold the transactions that they saw last; 4 of 2,000 calls. */
    private static final int FEW = 10;

    private static final List<String> MUST_GO = List.of(
            "dev.parley.sip.focus.call.Call",
            "dev.parley.sip.dialog.Dialog",
            "gov.nist.javax.sip.stack.SIPClientTransactionImpl",
            "gov.nist.javax.sip.stack.SIPServerTransactionImpl");

    private static final Scenario PHONE = Scenario.phone()
            .sends("INVITE")
            .mayHear(180)
            .hears(200)
            .acknowledges()
            .pauses(100)
            .sends("BYE")
            .hears(200);
    private static final Scenario PBX = Scenario.pbx()
            .answersCall(180)
            .answersCall(200)
            .hears("ACK")
            .hears("BYE")
            .answers(200);

    @Test
    void nothing_is_left_of_many_calls() {
        Party.assumeInstalled();
        try (Between between = new Between("udp", Weather.FINE)) {
            between.play(PHONE, PBX, WARM_UP, RATE);
            int threads = threads();

            long begun = System.nanoTime();
            between.play(PHONE, PBX, CALLS, RATE);
            System.out.printf("soak: %d calls in %d s%n", CALLS, (System.nanoTime() - begun) / 1_000_000_000);

            Optional<Map<String, Long>> gone = Await.answer(
                    PATIENCE,
                    () -> Optional.of(Living.of(MUST_GO))
                            .filter(living -> living.values().stream().allMatch(count -> count <= FEW)));
            System.out.printf("soak: left are %s%n", Living.of(MUST_GO));
            assertThat(gone).as(() -> Living.of(MUST_GO).toString()).isPresent();
            assertThat(threads()).isLessThanOrEqualTo(threads);
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
