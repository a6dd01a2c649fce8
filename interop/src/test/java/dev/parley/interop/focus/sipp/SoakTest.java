package dev.parley.interop.focus.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.fault.Weather;
import java.lang.management.ManagementFactory;
import java.time.Duration;
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

    /**
     * By class, how many may be there. The watchdog asks Parley's own SIP side every 10 s by an OPTIONS, whose server
     * transaction lives for 32 s (Timer J of RFC 3261 §17.2.2): four of them are none of a call.
     */
    private static final Map<String, Long> MOST = Map.of(
            "dev.parley.sip.focus.call.Call",
            0L,
            "dev.parley.sip.dialog.Dialog",
            0L,
            "gov.nist.javax.sip.stack.SIPClientTransactionImpl",
            0L,
            "gov.nist.javax.sip.stack.SIPServerTransactionImpl",
            4L);

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
            .mayHear("ACK") // of a 200 that was repeated, on a machine that is busy
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
                    PATIENCE, () -> Optional.of(Living.of(MOST.keySet())).filter(SoakTest::isAll));
            System.out.printf("soak: left are %s%n", Living.of(MOST.keySet()));
            assertThat(gone).as(() -> Living.of(MOST.keySet()).toString()).isPresent();
            assertThat(threads()).isLessThanOrEqualTo(threads);
        }
    }

    private static boolean isAll(Map<String, Long> living) {
        return living.entrySet().stream().allMatch(each -> each.getValue() <= MOST.getOrDefault(each.getKey(), 0L));
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
