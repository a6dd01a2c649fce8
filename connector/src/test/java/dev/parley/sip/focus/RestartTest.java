package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sip.focus.Given.UpCall;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Parley that ends, and another that goes on where it was. */
@Execution(ExecutionMode.CONCURRENT)
class RestartTest {
    @TempDir
    Path state;

    private Given focus;
    private Ua phone;
    private UpCall call;

    @BeforeEach
    void open() throws Exception {
        focus = Given.keeping(state);
        phone = focus.phone("alice");
        call = focus.up(phone);
    }

    @AfterEach
    void close() {
        phone.close();
        focus.close();
    }

    @Test
    void the_phone_hangs_up_after_a_restart() throws Exception {
        focus.restart();

        call.caller().request("BYE", "", "", "");

        phone.awaitAnswer(200, "BYE");
        Packet bye = focus.pbx().awaitRequest("BYE");
        assertThat(bye.header("Call-ID")).isEqualTo(call.callee().invite().header("Call-ID"));
        assertThat(bye.tag("From")).isEqualTo(call.callee().invite().tag("From"));
        focus.pbx().answer(bye, 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void the_pbx_hangs_up_after_a_restart() throws Exception {
        focus.restart();

        call.callee().request("BYE", "", "", "");

        focus.pbx().awaitAnswer(200, "BYE");
        assertThat(phone.awaitRequest("BYE").header("Call-ID"))
                .isEqualTo(call.caller().callId());
    }

    @Test
    void numbers_never_go_back() throws Exception {
        call.caller().request("INFO", "", "application/dtmf-relay", "Signal=1");
        Packet before = focus.pbx().awaitRequest("INFO");
        focus.pbx().answer(before, 200, "", "", "");
        phone.awaitAnswer(200, "INFO");

        focus.restart();
        call.caller().request("INFO", "", "application/dtmf-relay", "Signal=2");

        assertThat(focus.pbx().awaitRequest("INFO").number()).isGreaterThan(before.number());
    }

    @Test
    void hold_goes_on_after_a_restart() throws Exception {
        focus.restart();

        call.caller().invite("", Ua.SDP + "a=sendonly\r\n");
        Packet hold = focus.pbx().awaitRequest("INVITE");
        focus.pbx().answer(hold, 200, "", focus.pbx().contactLine(), Ua.SDP + "a=recvonly\r\n");
        Packet held = phone.awaitAnswer(200, "INVITE");

        assertThat(hold.body()).endsWith("a=sendonly\r\n");
        assertThat(held.body()).endsWith("a=recvonly\r\n");
    }

    @Test
    void a_2xx_whose_ack_was_lost_in_the_restart_is_acknowledged() throws Exception {
        call.caller().invite("", Ua.SDP);
        Packet again = focus.pbx().awaitRequest("INVITE");
        focus.restart();

        focus.pbx().answer(again, 200, "", focus.pbx().contactLine(), Ua.SDP);

        Packet ack =
                focus.pbx().await("the ACK", packet -> packet.isRequest("ACK") && packet.number() == again.number());
        assertThat(ack.header("Call-ID")).isEqualTo(again.header("Call-ID"));
    }

    @Test
    void a_call_that_ended_is_not_there_after_a_restart() throws Exception {
        call.caller().request("BYE", "", "", "");
        phone.awaitAnswer(200, "BYE");
        focus.pbx().answer(focus.pbx().awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());

        focus.restart();

        assertThat(focus.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "UPDATE", "INFO", "OPTIONS"})
    void either_side_of_a_call_that_the_next_one_does_not_know_is_told_so(String method) throws Exception {
        focus.restartWithout(state);

        call.caller().request(method, "", "", "");
        call.callee().request(method, "", "", "");

        phone.awaitAnswer(481, method);
        focus.pbx().awaitAnswer(481, method);
    }

    /** Anybody can make one up, and what he is to be sent for it would go where he says. */
    @Test
    void an_answer_to_what_the_next_one_has_not_asked_makes_it_send_nothing() throws Exception {
        focus.restartWithout(state);

        call.callee().answer(200, "", Ua.SDP);

        call.callee().request("OPTIONS", "", "", "");
        focus.pbx().awaitAnswer(481, "OPTIONS");
        call.callee().request("OPTIONS", "", "", "");
        focus.pbx().awaitAnswer(481, "OPTIONS");
        assertThat(focus.pbx().arrived())
                .filteredOn(packet -> packet.isRequest("ACK"))
                .hasSize(1);
        assertThat(focus.pbx().arrived()).noneMatch(packet -> packet.isRequest("BYE"));
    }

    @Test
    void without_a_place_to_keep_them_calls_end_with_parley() throws Exception {
        Given forgetful = Given.focus();
        Ua other = forgetful.phone("bob");
        forgetful.up(other);

        forgetful.end();

        assertThat(other.awaitRequest("BYE").uri()).isEqualTo(other.contact());
        forgetful.pbx().awaitRequest("BYE");
        other.close();
        forgetful.close();
    }
}
