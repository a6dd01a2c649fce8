package dev.parley.interop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SippCallsTest {
    private static final SippScenario CALLER = new SippScenario("p1", Optional.empty());

    @Test
    void calls_of_the_real_sipp_are_set_up_and_torn_down_at_the_offered_rate() throws Exception {
        Assumptions.assumeTrue(SippCalls.isInstalled(), SippCalls.PROGRAM + " is not installed");
        try (FocusPbx standIn = new FocusPbx()) {
            SippCalls calls = new SippCalls(standIn.address(), CALLER, SippLoad.steady(50, 20));
            calls.round();
            assertThat(calls.failed()).isZero();
            assertThat(calls.rate()).isBetween(1.0, 60.0);
        }
    }

    @Test
    void calls_that_nobody_takes_are_failed_ones() throws Exception {
        Assumptions.assumeTrue(SippCalls.isInstalled(), SippCalls.PROGRAM + " is not installed");
        SippScenario unknown = new SippScenario("p1", Optional.of("secret"));
        try (FocusPbx standIn = new FocusPbx()) { // which asks for no password
            SippCalls calls = new SippCalls(standIn.address(), unknown, SippLoad.steady(50, 3));
            calls.round();
            assertThat(calls.failed()).isEqualTo(3);
        }
    }

    @Test
    void the_set_up_of_a_call_lasts_from_its_first_invite_to_its_200() {
        SippTrace trace = new SippTrace(List.of(
                line("100.000000", "S", "CSeq:1 INVITE", "INVITE sip:3001@127.0.0.1 SIP/2.0"),
                line("100.001000", "R", "CSeq:1 INVITE", "SIP/2.0 401 Unauthorized"),
                line("100.001500", "S", "CSeq:2 INVITE", "INVITE sip:3001@127.0.0.1 SIP/2.0"),
                line("100.004000", "R", "CSeq:2 INVITE", "SIP/2.0 200 OK"),
                line("100.005000", "R", "CSeq:2 INVITE", "SIP/2.0 200 OK"),
                line("100.500000", "R", "CSeq:3 BYE", "SIP/2.0 200 OK")));
        assertThat(trace.setUp().getMinValue()).isEqualTo(4_000);
        assertThat(trace.setUp().getTotalCount()).isEqualTo(1);
        assertThat(trace.calls()).isEqualTo(1);
        assertThat(trace.rate()).isEqualTo(2);
    }

    private static String line(String time, String direction, String cseq, String first) {
        return String.join("\t", "2026-01-01", "00:00:00", time, direction, "one@127.0.0.1", cseq, first);
    }
}
