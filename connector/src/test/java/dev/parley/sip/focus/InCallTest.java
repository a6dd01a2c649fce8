package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What phone and PBX say to each other in a call. */
class InCallTest extends OnFocus {
    private static final String DTMF = "Signal=5\r\nDuration=160\r\n";

    @Test
    void keys_go_to_the_pbx_as_they_were_pressed() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().request("INFO", "", "application/dtmf-relay", DTMF);

        Packet info = pbx.awaitRequest("INFO");
        assertThat(info.header("Content-Type")).isEqualTo("application/dtmf-relay");
        assertThat(info.body()).isEqualTo(DTMF);
        assertThat(info.header("Max-Forwards")).isEqualTo("69");
        pbx.answer(info, 200, "", "", "");
        phone.awaitAnswer(200, "INFO");
    }

    @Test
    void the_pbx_informs_the_phone() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.callee().request("INFO", "Info-Package: x\r\n", "application/x", "1");

        Packet info = phone.awaitRequest("INFO");
        assertThat(info.header("Info-Package")).isEqualTo("x");
        phone.answer(info, 469, "", "Recv-Info: y\r\n", "");
        assertThat(pbx.awaitAnswer(469, "INFO").header("Recv-Info")).isEqualTo("y");
        assertThat(focus.calls()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 408, 469, 481, 500, 501})
    void no_answer_to_an_info_ends_the_call(int code) throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().request("INFO", "", "application/dtmf-relay", DTMF);
        pbx.answer(pbx.awaitRequest("INFO"), code, "", "", "");
        phone.awaitAnswer(code, "INFO");

        call.caller().request("INFO", "", "application/dtmf-relay", DTMF);
        pbx.awaitRequest("INFO");
        assertThat(focus.calls()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 408, 410, 416, 481, 482, 483, 484, 485, 502, 604})
    void a_side_that_knows_the_call_no_more_when_it_is_to_be_changed_has_ended_it(int code) throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().invite("");
        pbx.answer(pbx.awaitRequest("INVITE"), code, "", "", "");

        phone.awaitAnswer(code, "INVITE");
        phone.answer(phone.awaitRequest("BYE"), 200, "", "", "");
        pbx.answer(pbx.awaitRequest("BYE"), 481, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void a_phone_that_knows_the_call_no_more_ends_it_at_the_pbx() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.callee().request("UPDATE", pbx.contactLine(), "application/sdp", Ua.SDP);
        phone.answer(phone.awaitRequest("UPDATE"), 481, "", "", "");

        pbx.awaitAnswer(481, "UPDATE");
        assertThat(pbx.awaitRequest("BYE").header("Reason")).startsWith("SIP");
    }

    @Test
    void both_sides_may_look_whether_the_call_is_there() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().request("OPTIONS", "", "", "");
        phone.awaitAnswer(200, "OPTIONS");
        call.callee().request("OPTIONS", "", "", "");
        pbx.awaitAnswer(200, "OPTIONS");
        assertThat(pbx.arrived()).noneMatch(packet -> packet.isRequest("OPTIONS"));
    }

    @Test
    void options_outside_of_a_call_are_answered_here() throws Exception {
        new Caller(phone, "3001").request("OPTIONS", "", "", "");
        assertThat(phone.awaitAnswer(200, "OPTIONS").list("Allow")).contains("INVITE", "UPDATE", "PRACK", "CANCEL");
    }

    @Test
    void what_is_for_the_room_and_not_for_the_pbx_is_counted_with_the_rest() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().request("REFER", 40, "Refer-To: <sip:carol@pbx.example>\r\n", "", "");
        phone.awaitAnswer(403, "REFER");

        call.caller().request("REFER", 40, "Refer-To: <sip:carol@pbx.example>\r\n", "", "");

        phone.awaitAnswer(500, "REFER");
    }

    @Test
    void a_request_with_a_lower_number_than_the_one_before_is_out_of_order() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().request("INFO", 40, "", "text/plain", "1");
        pbx.awaitRequest("INFO");

        call.caller().request("INFO", 39, "", "text/plain", "2");
        phone.awaitAnswer(500, "INFO");
        call.caller().request("INFO", 99, "", "text/plain", "3");
        assertThat(pbx.awaitRequest("INFO").body()).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "UPDATE", "INVITE"})
    void what_has_used_up_its_hops_goes_no_further(String method) throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().request(method, "Max-Forwards: 0\r\n" + phone.contactLine(), "application/sdp", Ua.SDP);

        phone.awaitAnswer(483, method);
        assertThat(focus.calls()).isOne();
    }

    @Test
    void numbers_count_for_each_direction_of_each_leg() throws Exception {
        Given.UpCall call = focus.up(phone);
        for (long number = call.callee().invite().number() + 1; number < 5; number++) {
            call.caller().request("INFO", "", "text/plain", "x");
            assertThat(pbx.awaitRequest("INFO").number()).isEqualTo(number);
        }
        call.callee().request("INFO", 7000, "", "text/plain", "x");
        assertThat(phone.awaitRequest("INFO").number()).isEqualTo(1);
    }

    @Test
    void proxies_on_the_way_stay_on_the_way() throws Exception {
        Caller caller = new Caller(phone, "3001");
        String nearest = "<sip:127.0.0.1:" + phone.port() + ";lr;x=1>";
        caller.invite("Record-Route: " + nearest + "\r\nRecord-Route: <sip:far.example;lr>\r\n");
        Callee callee = Callee.called(pbx);
        assertThat(callee.invite().find("Record-Route")).isEmpty();
        callee.answer(200, "", Ua.SDP);
        Packet ok = phone.awaitAnswer(200, "INVITE");
        assertThat(ok.list("Record-Route")).containsExactly(nearest, "<sip:far.example;lr>");
        caller.ack(ok, "");

        callee.request("BYE", "", "", "");
        Packet bye = phone.awaitRequest("BYE");
        assertThat(bye.list("Route")).containsExactly(nearest, "<sip:far.example;lr>");
        assertThat(bye.uri()).isEqualTo(phone.contact());
    }

    @Test
    void the_same_invite_once_more_is_no_second_call() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().repeatInvite();
        call.caller().request("BYE", "", "", "");
        phone.awaitAnswer(200, "BYE");
        pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());

        new Caller(phone, "3001").invite(""); // another one, to know that all before it has been looked at
        Callee.called(pbx);
        assertThat(pbx.history())
                .filteredOn(packet -> packet.isRequest("INVITE"))
                .hasSize(2);
    }

    @Test
    void the_same_invite_once_more_after_the_call_is_no_call_either() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(200, "", Ua.SDP);
        phone.awaitAnswer(200, "INVITE");
        callee.request("BYE", "", "", "");
        pbx.awaitAnswer(200, "BYE");
        Packet ok = phone.history().stream()
                .filter(packet -> packet.code() == 200)
                .findFirst()
                .orElseThrow();
        caller.ack(ok, "");
        phone.answer(phone.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());

        caller.repeatInvite();
        new Caller(phone, "3002").invite("");
        Callee.called(pbx);
        assertThat(pbx.history())
                .filteredOn(packet -> packet.isRequest("INVITE"))
                .hasSize(2);
    }

    @Test
    void a_hang_up_waits_until_the_phone_has_acknowledged_the_answer() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(200, "", Ua.SDP);
        Packet ok = phone.awaitAnswer(200, "INVITE");
        callee.request("BYE", "", "", "");
        pbx.awaitAnswer(200, "BYE");
        assertThat(phone.arrived()).noneMatch(packet -> packet.isRequest("BYE"));

        caller.ack(ok, "");
        phone.awaitRequest("BYE");
    }

    @Test
    void both_hang_up_at_once() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().request("BYE", "", "", "");
        Packet bye = pbx.awaitRequest("BYE");

        call.callee().request("BYE", "", "", "");
        pbx.awaitAnswer(200, "BYE");
        pbx.answer(bye, 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void the_pbx_transfers_the_phone_and_hears_how_that_goes() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.callee()
                .request(
                        "REFER",
                        pbx.contactLine()
                                + "Refer-To: <sip:carol@pbx.example>\r\nReferred-By: <sip:op@pbx.example>\r\n",
                        "",
                        "");
        Packet refer = phone.awaitRequest("REFER");
        assertThat(refer.header("Refer-To")).isEqualTo("<sip:carol@pbx.example>");
        assertThat(refer.header("Referred-By")).isEqualTo("<sip:op@pbx.example>");
        phone.answer(refer, 202, "", phone.contactLine(), "");
        pbx.awaitAnswer(202, "REFER");

        String how = "Event: refer\r\nSubscription-State: terminated;reason=noresource\r\n";
        call.caller().request("NOTIFY", phone.contactLine() + how, "message/sipfrag", "SIP/2.0 200 OK");
        Packet notify = pbx.awaitRequest("NOTIFY");
        assertThat(notify.header("Event")).isEqualTo("refer");
        assertThat(notify.header("Subscription-State")).isEqualTo("terminated;reason=noresource");
        assertThat(notify.body()).isEqualTo("SIP/2.0 200 OK");
        pbx.answer(notify, 200, "", "", "");
        phone.awaitAnswer(200, "NOTIFY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Replaces", "Join"})
    void a_transfer_that_names_a_dialog_of_the_pbx_is_refused(String header) throws Exception {
        Given.UpCall call = focus.up(phone);
        String target = "<sip:carol@pbx.example?" + header + "=1%40x%3Bfrom-tag%3Da%3Bto-tag%3Db>";
        call.callee().request("REFER", pbx.contactLine() + "Refer-To: " + target + "\r\n", "", "");

        pbx.awaitAnswer(481, "REFER");
        assertThat(phone.arrived()).noneMatch(packet -> packet.isRequest("REFER"));
        assertThat(focus.calls()).isOne();
    }

    @Test
    void a_phone_that_notifies_of_something_else_is_told_what_is_understood() throws Exception {
        Given.UpCall call = focus.up(phone);
        String state = "Event: presence\r\nSubscription-State: active\r\n";
        call.caller().request("NOTIFY", phone.contactLine() + state, "text/plain", "x");
        assertThat(phone.awaitAnswer(489, "NOTIFY").find("Allow-Events")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGISTER", "PUBLISH"})
    void nobody_registers_here(String method) throws Exception {
        new Caller(phone, "3001").request(method, phone.contactLine() + "Event: x\r\n", "", "");
        assertThat(phone.awaitAnswer(405, method).list("Allow")).contains("INVITE", "MESSAGE");
    }
}
