package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Session descriptions, changed in a call by either side (RFC 3261 §14, RFC 3311). */
class OfferTest extends OnFocus {
    private static final String HOLD = Ua.SDP.replace("- 1 1", "- 1 2") + "a=sendonly\r\n";
    private static final String HELD = Ua.SDP.replace("- 1 1", "- 1 9") + "a=recvonly\r\n";
    private static final String SDP = "application/sdp";

    @Test
    void the_phone_holds_and_takes_the_call_again() throws Exception {
        Given.UpCall call = focus.up(phone);
        for (String offer : new String[] {HOLD, Ua.SDP}) {
            call.caller().invite("Allow: INVITE, ACK, BYE\r\n", offer);
            Packet invite = pbx.awaitRequest("INVITE");
            assertThat(invite.body()).isEqualTo(offer);
            assertThat(invite.tag("To")).isNotEmpty();
            pbx.answer(invite, 200, "", pbx.contactLine(), HELD);

            Packet ok = phone.awaitAnswer(200, "INVITE");
            assertThat(ok.body()).isEqualTo(HELD);
            assertThat(ok.number()).isEqualTo(call.caller().number());
            assertThat(pbx.awaitRequest("ACK").number()).isEqualTo(invite.number());
            call.caller().ack(ok, "");
        }
        assertThat(focus.calls()).isOne();
    }

    @Test
    void the_pbx_changes_the_session() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.callee().request("INVITE", pbx.contactLine(), SDP, HOLD);
        Packet invite = phone.awaitRequest("INVITE");
        assertThat(invite.body()).isEqualTo(HOLD);
        assertThat(invite.uri()).isEqualTo(phone.contact());
        phone.answer(invite, 200, "", phone.contactLine(), HELD);

        Packet ok = pbx.awaitAnswer(200, "INVITE");
        assertThat(ok.body()).isEqualTo(HELD);
        phone.awaitRequest("ACK");
        call.callee().ack(ok, "");
        assertThat(focus.calls()).isOne();
    }

    @Test
    void a_change_that_is_refused_leaves_all_as_it_was() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().invite("", HOLD);
        pbx.answer(pbx.awaitRequest("INVITE"), 488, "", "Warning: 305 pbx \"no such codec\"\r\n", "");

        assertThat(phone.awaitAnswer(488, "INVITE").header("Warning")).isEqualTo("305 pbx \"no such codec\"");
        assertThat(focus.calls()).isOne();
        call.caller().invite("", Ua.SDP);
        pbx.awaitRequest("INVITE");
    }

    @Test
    void the_phone_asks_for_an_offer_and_answers_in_its_ack() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().invite("", "");
        Packet invite = pbx.awaitRequest("INVITE");
        assertThat(invite.body()).isEmpty();
        pbx.answer(invite, 200, "", pbx.contactLine(), HOLD);
        Packet ok = phone.awaitAnswer(200, "INVITE");
        assertThat(pbx.arrived()).filteredOn(packet -> packet.isRequest("ACK")).hasSize(1);

        call.caller().ack(ok, HELD);

        Packet ack = pbx.awaitRequest("ACK");
        assertThat(ack.body()).isEqualTo(HELD);
        assertThat(ack.number()).isEqualTo(invite.number());
    }

    @Test
    void the_pbx_asks_for_an_offer_and_answers_in_its_ack() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.callee().request("INVITE", pbx.contactLine(), "", "");
        Packet invite = phone.awaitRequest("INVITE");
        phone.answer(invite, 200, "", phone.contactLine(), HOLD);
        call.callee().ack(pbx.awaitAnswer(200, "INVITE"), HELD);

        assertThat(phone.awaitRequest("ACK").body()).isEqualTo(HELD);
    }

    @Test
    void offers_that_meet_are_both_to_come_again_later() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().invite("", HOLD);
        Packet toPbx = pbx.awaitRequest("INVITE");

        call.callee().request("INVITE", pbx.contactLine(), SDP, HOLD);
        pbx.awaitAnswer(491, "INVITE");
        call.callee().request("UPDATE", pbx.contactLine(), SDP, HOLD);
        pbx.awaitAnswer(491, "UPDATE");

        pbx.answer(toPbx, 491, "", "", "");
        phone.awaitAnswer(491, "INVITE");
        assertThat(focus.calls()).isOne();
    }

    @Test
    void offers_that_meet_the_other_way_round() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.callee().request("INVITE", pbx.contactLine(), SDP, HOLD);
        Packet toPhone = phone.awaitRequest("INVITE");

        call.caller().invite("", HOLD);
        phone.awaitAnswer(491, "INVITE");

        phone.answer(toPhone, 491, "", "", "");
        pbx.awaitAnswer(491, "INVITE");
        assertThat(focus.calls()).isOne();
    }

    @Test
    void the_pbx_changes_nothing_before_the_phone_has_acknowledged_the_answer() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(200, "", Ua.SDP);
        pbx.awaitRequest("ACK");
        Packet ok = phone.awaitAnswer(200, "INVITE");

        callee.request("INVITE", pbx.contactLine(), SDP, HOLD);
        pbx.awaitAnswer(491, "INVITE");

        caller.ack(ok, "");
        caller.request("OPTIONS", "", "", ""); // what is answered comes after the ACK
        phone.awaitAnswer(200, "OPTIONS");
        callee.request("INVITE", pbx.contactLine(), SDP, HOLD);
        assertThat(phone.awaitRequest("INVITE").body()).isEqualTo(HOLD);
    }

    @Test
    void a_second_offer_before_the_first_is_answered_comes_too_soon() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().invite("", HOLD);
        pbx.awaitRequest("INVITE");

        call.caller().invite("", Ua.SDP);
        int seconds = Integer.parseInt(phone.awaitAnswer(500, "INVITE").header("Retry-After"));
        assertThat(seconds).isBetween(0, 10);
        call.caller().request("UPDATE", phone.contactLine(), SDP, Ua.SDP);
        phone.awaitAnswer(500, "UPDATE");
    }

    @Test
    void a_phone_cannot_change_what_is_not_answered_yet() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(180, "", "");
        caller.enter(phone.awaitAnswer(180, "INVITE"));

        caller.invite("", HOLD);
        assertThat(phone.awaitAnswer(500, "INVITE").find("Retry-After")).isPresent();
        callee.request("INVITE", pbx.contactLine(), SDP, HOLD);
        pbx.awaitAnswer(491, "INVITE");
        assertThat(phone.arrived()).noneMatch(packet -> packet.isRequest("INVITE"));
    }

    @Test
    void an_update_with_an_offer_goes_on_and_its_answer_comes_back() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().request("UPDATE", phone.contactLine(), SDP, HOLD);
        Packet update = pbx.awaitRequest("UPDATE");
        assertThat(update.body()).isEqualTo(HOLD);
        pbx.answer(update, 200, "", pbx.contactLine(), HELD);
        assertThat(phone.awaitAnswer(200, "UPDATE").body()).isEqualTo(HELD);

        call.callee().request("UPDATE", pbx.contactLine(), SDP, HELD);
        Packet back = phone.awaitRequest("UPDATE");
        assertThat(back.body()).isEqualTo(HELD);
        phone.answer(back, 200, "", phone.contactLine(), HOLD);
        assertThat(pbx.awaitAnswer(200, "UPDATE").body()).isEqualTo(HOLD);
    }

    @Test
    void an_update_without_an_offer_refreshes_the_session_with_parley() throws Exception {
        Given.UpCall call = focus.up(phone);

        call.caller()
                .request(
                        "UPDATE",
                        phone.contactLine() + "Supported: timer\r\nSession-Expires: 600;refresher=uac\r\n",
                        "",
                        "");

        Packet ok = phone.awaitAnswer(200, "UPDATE");
        assertThat(ok.header("Session-Expires")).isEqualTo("600;refresher=uac");
        assertThat(ok.header("Require")).isEqualTo("timer");
        assertThat(pbx.arrived()).noneMatch(packet -> packet.isRequest("UPDATE"));
    }

    @Test
    void a_refresh_passes_while_an_offer_is_on_its_way() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().invite("", HOLD);
        pbx.awaitRequest("INVITE");

        call.callee().request("UPDATE", pbx.contactLine(), "", "");
        pbx.awaitAnswer(200, "UPDATE");
    }

    @Test
    void a_reinvite_cannot_ask_for_less_than_ninety_seconds() throws Exception {
        Given.UpCall call = focus.up(phone);

        call.caller().invite("Supported: timer\r\nSession-Expires: 30\r\n", HOLD);
        assertThat(phone.awaitAnswer(422, "INVITE").header("Min-SE")).isEqualTo("90");
    }

    @Test
    void an_update_before_the_answer_goes_on_as_well() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(183, "", Ua.SDP);
        caller.enter(phone.awaitAnswer(183, "INVITE"));

        caller.request("UPDATE", phone.contactLine(), SDP, HOLD);
        Packet update = pbx.awaitRequest("UPDATE");
        pbx.answer(update, 200, "", pbx.contactLine(), HELD);
        assertThat(phone.awaitAnswer(200, "UPDATE").body()).isEqualTo(HELD);
        callee.request("UPDATE", pbx.contactLine(), SDP, HELD);
        phone.answer(phone.awaitRequest("UPDATE"), 200, "", phone.contactLine(), HOLD);
        pbx.awaitAnswer(200, "UPDATE");
    }

    @Test
    void requests_follow_the_side_that_has_moved() throws Exception {
        Given.UpCall call = focus.up(phone);
        try (Ua moved = focus.phone("alice")) {
            call.caller().request("INVITE", moved.contactLine(), SDP, HOLD);
            pbx.answer(pbx.awaitRequest("INVITE"), 200, "", pbx.contactLine(), HELD);
            call.caller().ack(phone.awaitAnswer(200, "INVITE"), "");

            call.callee().request("BYE", "", "", "");
            moved.awaitRequest("BYE");
        }
    }

    @Test
    void an_invite_asks_for_an_offer_and_its_answer_rides_in_the_ack() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("", "");
        Callee callee = Callee.called(pbx);
        assertThat(callee.invite().body()).isEmpty();
        callee.answer(200, "", HOLD);
        Packet ok = phone.awaitAnswer(200, "INVITE");
        assertThat(ok.body()).isEqualTo(HOLD);
        assertThat(pbx.arrived()).noneMatch(packet -> packet.isRequest("ACK"));

        caller.ack(ok, HELD);

        Packet ack = pbx.awaitRequest("ACK");
        assertThat(ack.body()).isEqualTo(HELD);
        assertThat(ack.number()).isEqualTo(callee.invite().number());

        // The ACK was lost: what it said is as lost.
        Packet again = callee.answerUntilAcknowledged(HOLD);
        assertThat(again.body()).isEqualTo(HELD);
        assertThat(again.header("Via")).isEqualTo(ack.header("Via"));
    }

    @Test
    void a_phone_that_hangs_up_without_answering_the_offer_leaves_the_pbx_in_no_half_call() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("", "");
        Callee callee = Callee.called(pbx);
        callee.answer(200, "", HOLD);
        caller.enter(phone.awaitAnswer(200, "INVITE"));

        caller.request("BYE", "", "", "");

        phone.awaitAnswer(200, "BYE");
        pbx.awaitRequest("ACK");
        pbx.awaitRequest("BYE");
    }
}
