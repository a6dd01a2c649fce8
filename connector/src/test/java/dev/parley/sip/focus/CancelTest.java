package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** Calls that are taken back (RFC 3261 §9). */
class CancelTest extends OnFocus {
    private void assertNoCallIsLeft() {
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void a_call_that_rings_is_taken_back_on_both_sides() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(180, "", "");
        phone.awaitAnswer(180, "INVITE");

        caller.cancel();

        phone.awaitAnswer(200, "CANCEL");
        phone.awaitAnswer(487, "INVITE");
        Packet cancel = pbx.awaitRequest("CANCEL");
        assertThat(cancel.uri()).isEqualTo(callee.invite().uri());
        assertThat(cancel.number()).isEqualTo(callee.invite().number());
        assertThat(cancel.header("Via")).isEqualTo(callee.invite().header("Via"));
        pbx.answer(cancel, 200, "", "", "");
        callee.answer(487, "", "");
        pbx.awaitRequest("ACK");
        assertNoCallIsLeft();
    }

    @Test
    void the_pbx_hears_of_it_only_when_it_has_said_that_it_has_the_call() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        phone.awaitAnswer(100, "INVITE");

        caller.cancel();
        phone.awaitAnswer(200, "CANCEL");
        phone.awaitAnswer(487, "INVITE");
        assertThat(pbx.arrived()).noneMatch(packet -> packet.isRequest("CANCEL"));

        pbx.answer(callee.invite(), 100, "", "", "");
        pbx.awaitRequest("CANCEL");
        callee.answer(487, "", "");
        assertNoCallIsLeft();
    }

    @Test
    void a_pbx_that_answered_meanwhile_is_hung_up_on() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(180, "", "");
        phone.awaitAnswer(180, "INVITE");
        caller.cancel();
        pbx.awaitRequest("CANCEL");

        callee.answer(200, "", Ua.SDP);

        assertThat(pbx.awaitRequest("ACK").number()).isEqualTo(callee.invite().number());
        Packet bye = pbx.awaitRequest("BYE");
        assertThat(bye.number()).isEqualTo(callee.invite().number() + 1);
        phone.awaitAnswer(487, "INVITE");
        pbx.answer(bye, 200, "", "", "");
        assertNoCallIsLeft();
        assertThat(phone.arrived())
                .noneMatch(packet -> packet.code() == 200 && packet.method().equals("INVITE"));
    }

    @Test
    void an_answer_that_comes_again_after_that_is_acknowledged_again() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(180, "", "");
        phone.awaitAnswer(180, "INVITE");
        caller.cancel();
        pbx.awaitRequest("CANCEL");
        callee.answer(200, "", Ua.SDP);
        pbx.awaitRequest("ACK");
        Packet bye = pbx.awaitRequest("BYE");

        callee.answerUntilAcknowledged(Ua.SDP);

        pbx.answer(bye, 200, "", "", "");
        assertNoCallIsLeft();
        callee.answerUntilAcknowledged(Ua.SDP);
    }

    @Test
    void a_cancel_after_the_answer_changes_nothing() throws Exception {
        Given.UpCall call = focus.up(phone);

        call.caller().cancel();

        phone.awaitAnswer(200, "CANCEL");
        call.caller().request("INFO", "", "text/plain", "still here");
        pbx.awaitRequest("INFO");
        assertThat(focus.calls()).isOne();
    }

    @Test
    void a_reinvite_is_taken_back_when_the_other_side_has_it() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().invite("");
        Packet reinvite = pbx.awaitRequest("INVITE");
        phone.awaitAnswer(100, "INVITE");

        call.caller().cancel();
        phone.awaitAnswer(200, "CANCEL");
        assertThat(pbx.arrived()).noneMatch(packet -> packet.isRequest("CANCEL"));

        pbx.answer(reinvite, 100, "", "", "");
        pbx.awaitRequest("CANCEL");
        pbx.answer(reinvite, 487, "", "", "");
        phone.awaitAnswer(487, "INVITE");
        assertThat(focus.calls()).isOne();
    }

    @Test
    void hanging_up_before_the_answer_takes_the_call_back() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(180, "", "");
        caller.enter(phone.awaitAnswer(180, "INVITE"));

        caller.request("BYE", "", "", "");

        phone.awaitAnswer(200, "BYE");
        phone.awaitAnswer(487, "INVITE");
        pbx.awaitRequest("CANCEL");
        callee.answer(487, "", "");
        assertNoCallIsLeft();
    }
}
