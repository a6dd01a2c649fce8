package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens before the answer: reliable provisional responses (RFC 3262), early media, forks (RFC 3261 §12.1). */
class EarlyTest extends OnFocus {
    private static final String RELIABLE = "Require: 100rel\r\nRSeq: 776656\r\n";
    private Caller caller;

    @BeforeEach
    void callsAlready() {
        caller = new Caller(phone, "3001");
    }

    @Test
    void a_reliable_provisional_response_is_acknowledged_by_the_number_of_the_other_leg() throws Exception {
        caller.invite("Supported: 100rel, replaces\r\n");
        phone.awaitAnswer(100, "INVITE");
        caller.cancel();
        phone.awaitAnswer(487, "INVITE");
        Callee.called(pbx).answer(487, "", "");

        caller.invite("Supported: 100rel, replaces\r\n");
        Callee callee = Callee.called(pbx);
        assertThat(callee.invite().list("Supported")).contains("100rel").doesNotContain("replaces");
        callee.answer(183, RELIABLE, Ua.SDP);
        Packet progress = phone.awaitAnswer(183, "INVITE");
        assertThat(progress.header("Require")).isEqualTo("100rel");
        assertThat(progress.header("RSeq")).isEqualTo("776656");
        assertThat(progress.body()).isEqualTo(Ua.SDP);
        long number = caller.number();
        caller.enter(progress);

        caller.request("PRACK", "RAck: 776656 " + number + " INVITE\r\n", "", "");
        Packet prack = pbx.awaitRequest("PRACK");
        assertThat(callee.invite().number()).isNotEqualTo(number);
        assertThat(prack.header("RAck")).isEqualTo("776656 " + callee.invite().number() + " INVITE");
        pbx.answer(prack, 200, "", "", "");
        phone.awaitAnswer(200, "PRACK");

        callee.answer(200, "", "");
        phone.awaitAnswer(200, "INVITE");
    }

    @Test
    void an_offer_in_the_acknowledgement_is_answered_in_its_answer() throws Exception {
        caller.invite("Require: 100rel\r\n");
        Callee callee = Callee.called(pbx);
        assertThat(callee.invite().header("Require")).isEqualTo("100rel");
        callee.answer(183, RELIABLE, Ua.SDP);
        long number = caller.number();
        caller.enter(phone.awaitAnswer(183, "INVITE"));

        caller.request("PRACK", "RAck: 776656 " + number + " INVITE\r\n", "application/sdp", Ua.SDP + "a=1\r\n");
        Packet prack = pbx.awaitRequest("PRACK");
        assertThat(prack.body()).isEqualTo(Ua.SDP + "a=1\r\n");
        pbx.answer(prack, 200, "", "", Ua.SDP + "a=2\r\n");
        assertThat(phone.awaitAnswer(200, "PRACK").body()).isEqualTo(Ua.SDP + "a=2\r\n");
    }

    @Test
    void an_acknowledgement_that_is_late_is_taken_after_the_answer_too() throws Exception {
        caller.invite("Supported: 100rel\r\n");
        Callee callee = Callee.called(pbx);
        callee.answer(183, RELIABLE, "");
        long number = caller.number();
        phone.awaitAnswer(183, "INVITE");
        callee.answer(200, "", Ua.SDP);
        caller.ack(phone.awaitAnswer(200, "INVITE"), "");

        caller.request("PRACK", "RAck: 776656 " + number + " INVITE\r\n", "", "");
        pbx.answer(pbx.awaitRequest("PRACK"), 200, "", "", "");
        phone.awaitAnswer(200, "PRACK");
    }

    @Test
    void an_acknowledgement_of_another_invite_is_not_taken() throws Exception {
        caller.invite("Supported: 100rel\r\n");
        Callee callee = Callee.called(pbx);
        callee.answer(183, RELIABLE, "");
        long number = caller.number();
        caller.enter(phone.awaitAnswer(183, "INVITE"));

        caller.request("PRACK", "RAck: 776656 " + (number + 40) + " INVITE\r\n", "", "");
        phone.awaitAnswer(481, "PRACK");
        caller.request("PRACK", "", "", "");
        phone.awaitAnswer(481, "PRACK");
        assertThat(pbx.arrived()).noneMatch(packet -> packet.isRequest("PRACK"));
    }

    @Test
    void a_reliable_response_that_comes_again_is_handed_on_again() throws Exception {
        caller.invite("Supported: 100rel\r\n");
        Callee callee = Callee.called(pbx);
        callee.answer(183, RELIABLE, Ua.SDP);
        Packet first = phone.awaitAnswer(183, "INVITE");
        callee.answer(183, RELIABLE, Ua.SDP);
        Packet second = phone.awaitAnswer(183, "INVITE");

        assertThat(second.tag("To")).isEqualTo(first.tag("To"));
        assertThat(second.header("RSeq")).isEqualTo(first.header("RSeq"));
    }

    @Test
    void a_call_that_forks_behind_us_forks_before_us() throws Exception {
        caller.invite("Allow: INVITE, ACK, BYE, UPDATE\r\n");
        Callee first = Callee.called(pbx);
        Callee second = first.branch();
        first.answer(180, "", "");
        Packet ringing = phone.awaitAnswer(180, "INVITE");
        second.answer(183, "", Ua.SDP);
        Packet progress = phone.awaitAnswer(183, "INVITE");
        assertThat(progress.tag("To")).isNotEqualTo(ringing.tag("To"));

        second.answer(200, "", Ua.SDP);
        Packet ok = phone.awaitAnswer(200, "INVITE");
        assertThat(ok.tag("To")).isEqualTo(progress.tag("To"));
        assertThat(pbx.awaitRequest("ACK").tag("To")).isEqualTo(second.tag());
        caller.ack(ok, "");

        first.answerUntilAcknowledged(Ua.SDP); // too late
        Packet bye = pbx.awaitRequest("BYE");
        assertThat(bye.tag("To")).isEqualTo(first.tag());
        pbx.answer(bye, 200, "", "", "");

        first.answerUntilAcknowledged(Ua.SDP); // its ACK was lost
        assertThat(pbx.arrived()).filteredOn(packet -> packet.isRequest("BYE")).hasSize(1);

        caller.request("INFO", "", "text/plain", "to the second");
        assertThat(pbx.awaitRequest("INFO").tag("To")).isEqualTo(second.tag());
        assertThat(focus.calls()).isOne();
    }

    @Test
    void a_branch_that_answers_when_the_call_has_ended_is_hung_up_on() throws Exception {
        caller.invite("");
        Callee first = Callee.called(pbx);
        Callee second = first.branch();
        first.answer(200, "", Ua.SDP);
        caller.ack(phone.awaitAnswer(200, "INVITE"), "");
        pbx.awaitRequest("ACK");
        caller.request("BYE", "", "", "");
        pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());

        second.answerUntilAcknowledged(Ua.SDP);
        assertThat(pbx.awaitRequest("BYE").tag("To")).isEqualTo(second.tag());
    }

    /** A call with two branches, and what the phone has heard of each. */
    private record Fork(Callee first, Callee second, Packet ringing, Packet progress) {}

    private Fork forked() throws Exception {
        caller.invite("");
        Callee first = Callee.called(pbx);
        Callee second = first.branch();
        first.answer(180, "", "");
        Packet ringing = phone.awaitAnswer(180, "INVITE");
        second.answer(183, "", Ua.SDP);
        return new Fork(first, second, ringing, phone.awaitAnswer(183, "INVITE"));
    }

    @Test
    void a_phone_that_hangs_up_on_one_branch_rings_on_in_the_other() throws Exception {
        Fork fork = forked();
        caller.enter(fork.ringing());
        caller.request("BYE", "Reason: SIP;cause=200;text=\"no\"\r\n", "", "");
        phone.awaitAnswer(200, "BYE");
        Packet bye = pbx.awaitRequest("BYE");
        assertThat(bye.tag("To")).isEqualTo(fork.first().tag());
        assertThat(bye.header("Reason")).isEqualTo("SIP;cause=200;text=\"no\"");
        pbx.answer(bye, 200, "", "", "");

        fork.first().answer(182, "", "");
        caller.request("INFO", "", "text/plain", "to nobody");
        phone.awaitAnswer(481, "INFO");
        fork.second().answer(200, "", Ua.SDP);
        Packet ok = phone.awaitAnswer(200, "INVITE");
        assertThat(ok.tag("To")).isEqualTo(fork.progress().tag("To"));
        caller.ack(ok, "");
        caller.request("INFO", "", "text/plain", "to the second");
        assertThat(pbx.awaitRequest("INFO").tag("To")).isEqualTo(fork.second().tag());
        assertThat(phone.arrived()).noneMatch(packet -> packet.code() == 182);
        assertThat(pbx.arrived()).noneMatch(packet -> packet.isRequest("CANCEL"));
        assertThat(focus.calls()).isOne();
    }

    @Test
    void a_phone_that_hangs_up_on_each_branch_has_taken_its_call_back() throws Exception {
        Fork fork = forked();
        caller.enter(fork.progress());
        caller.request("BYE", "", "", "");
        pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");
        caller.enter(fork.ringing());
        caller.request("BYE", "", "", "");

        phone.awaitAnswer(487, "INVITE");
        pbx.awaitRequest("CANCEL");
        fork.first().answer(487, "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void a_branch_that_answers_though_it_was_hung_up_on_is_hung_up_on_again() throws Exception {
        Fork fork = forked();
        caller.enter(fork.ringing());
        caller.request("BYE", "", "", "");
        pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");

        fork.first().answer(200, "", Ua.SDP);

        assertThat(pbx.awaitRequest("ACK").tag("To")).isEqualTo(fork.first().tag());
        Packet bye = pbx.awaitRequest("BYE");
        assertThat(bye.tag("To")).isEqualTo(fork.first().tag());
        pbx.answer(bye, 200, "", "", "");
        phone.awaitAnswer(487, "INVITE");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
        assertThat(phone.arrived())
                .noneMatch(packet -> packet.code() == 200 && packet.method().equals("INVITE"));
    }

    @Test
    void a_branch_that_hangs_up_before_its_answer_leaves_the_others_ringing() throws Exception {
        Fork fork = forked();
        fork.first().request("BYE", "", "", "");
        pbx.awaitAnswer(200, "BYE");

        fork.second().answer(200, "", Ua.SDP);
        assertThat(phone.awaitAnswer(200, "INVITE").tag("To"))
                .isEqualTo(fork.progress().tag("To"));
        assertThat(phone.arrived()).noneMatch(packet -> packet.isRequest("BYE"));
    }

    @Test
    void a_text_of_a_branch_that_was_not_answered_ends_nothing() throws Exception {
        Fork fork = forked();
        fork.first().request("MESSAGE", "", "text/plain", "first");
        Packet first = phone.awaitRequest("MESSAGE");
        fork.first().request("MESSAGE", "", "text/plain", "second");
        fork.first().request("OPTIONS", "", "", "");
        pbx.awaitAnswer(200, "OPTIONS");
        fork.second().answer(200, "", Ua.SDP);
        caller.ack(phone.awaitAnswer(200, "INVITE"), "");

        phone.answer(first, 200, "", "", "");
        pbx.awaitAnswer(481, "MESSAGE");
        assertThat(focus.calls()).isOne();
    }
}
