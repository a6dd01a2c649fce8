package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** INVITEs that do not become calls. */
class RefusedCallTest extends OnFocus {
    private void assertRefused(int code) throws Exception {
        phone.awaitAnswer(code, "INVITE");
        assertThat(focus.calls()).isZero();
        assertThat(pbx.arrived()).isEmpty();
    }

    @Test
    void a_call_that_has_used_up_its_hops_goes_no_further() throws Exception {
        new Caller(phone, "3001").invite("Max-Forwards: 0\r\n");
        assertRefused(483);
    }

    @Test
    void a_call_that_has_been_here_before_is_a_loop() throws Exception {
        new Caller(phone, "3001").invite("Via: SIP/2.0/UDP 127.0.0.1:" + focus.port() + ";branch=z9hG4bKsome\r\n");
        assertRefused(482);
    }

    @Test
    void a_room_that_nobody_has_is_not_found() throws Exception {
        new Caller(phone, "nowhere").invite("");
        assertRefused(404);
    }

    @Test
    void a_phone_has_to_say_where_it_is() throws Exception {
        new Caller(phone, "3001")
                .request("INVITE", "Contact: <mailto:alice@pbx.example>\r\n", "application/sdp", Ua.SDP);
        assertRefused(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "SUBSCRIBE", "REFER"})
    void who_does_not_say_where_he_is_hears_what_is_missing(String method) throws Exception {
        Caller caller = new Caller(phone, "3001");
        String more = "Event: conference\r\nRefer-To: <sip:bob@pbx.example>\r\n";
        caller.request(method, more, "application/sdp", Ua.SDP);

        Packet refused = phone.awaitAnswer(400, method);
        assertThat(refused.start()).isEqualTo("SIP/2.0 400 Missing Contact header");
        assertThat(refused.tag("To")).isNotEmpty();
        assertThat(focus.calls()).isZero();
        assertThat(pbx.arrived()).isEmpty();
    }

    @Test
    void who_asks_again_in_the_same_wrong_way_hears_the_same_again() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.request("INVITE", "", "application/sdp", Ua.SDP);
        Packet first = phone.awaitAnswer(400, "INVITE");

        assertThat(phone.until("400", packet -> packet.code() == 400, caller::repeatInvite))
                .isEqualTo(first);
        caller.ackRefusal();
        new Caller(phone, "3001").invite("");
        Callee.called(pbx);
        assertThat(phone.arrived()).allMatch(packet -> packet.code() == 400 || packet.code() == 100);
    }

    @Test
    void a_phone_that_has_said_where_it_is_need_not_say_it_again() throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().request("INVITE", "", "application/sdp", Ua.SDP);
        pbx.answer(pbx.awaitRequest("INVITE"), 200, "", "", Ua.SDP);
        call.caller().ack(phone.awaitAnswer(200, "INVITE"), "");

        call.callee().request("BYE", "", "", "");
        phone.awaitRequest("BYE");
    }

    @Test
    void a_call_that_replaces_another_names_ids_that_the_pbx_does_not_have() throws Exception {
        new Caller(phone, "3001").invite("Replaces: 1@x;from-tag=a;to-tag=b\r\n");
        assertRefused(481);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Replaces: 1@x;from-tag=a;to-tag=b\r\nReplaces: 2@x;from-tag=a;to-tag=b\r\n",
                "Join: 1@x;from-tag=a;to-tag=b\r\nJoin: 2@x;from-tag=a;to-tag=b\r\n",
                "Replaces: 1@x;from-tag=a;to-tag=b\r\nJoin: 1@x;from-tag=a;to-tag=b\r\n"
            })
    void one_call_at_most_can_be_replaced_or_joined(String more) throws Exception {
        new Caller(phone, "3001").invite(more);
        assertRefused(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Replaces", "Join"})
    void nothing_but_a_call_replaces_or_joins_another(String header) throws Exception {
        new Caller(phone, "3001").request("OPTIONS", header + ": 1@x;from-tag=a;to-tag=b\r\n", "", "");
        phone.awaitAnswer(400, "OPTIONS");
    }

    @Test
    void a_call_that_joins_another_is_in_the_room_anyway() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("Join: 1@x;from-tag=a;to-tag=b\r\n");
        Callee callee = Callee.called(pbx);
        assertThat(callee.invite().find("Join")).isEmpty();
        callee.answer(200, "", Ua.SDP);
        phone.awaitAnswer(200, "INVITE");
    }

    @Test
    void what_nobody_here_understands_cannot_be_required() throws Exception {
        new Caller(phone, "3001").invite("Require: timer, histinfo\r\n");
        assertThat(phone.awaitAnswer(420, "INVITE").all("Unsupported")).containsExactly("histinfo");
        assertThat(pbx.arrived()).isEmpty();
    }

    @Test
    void nobody_is_asked_more_often_than_every_ninety_seconds() throws Exception {
        new Caller(phone, "3001").invite("Supported: timer\r\nSession-Expires: 60\r\n");
        assertThat(phone.awaitAnswer(422, "INVITE").header("Min-SE")).isEqualTo("90");
        assertThat(pbx.arrived()).isEmpty();
    }

    @Test
    void a_pbx_that_sends_the_call_elsewhere_is_passed_on() throws Exception {
        new Caller(phone, "3001").invite("");
        Callee callee = Callee.called(pbx);
        pbx.answer(callee.invite(), 302, Ua.id(), "Contact: <sip:3002@pbx.example;x=1>;q=0.5\r\n", "");

        assertThat(phone.awaitAnswer(302, "INVITE").all("Contact")).containsExactly("<sip:3002@pbx.example;x=1>;q=0.5");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 480, 486, 488, 500, 503, 600, 603})
    void what_the_pbx_refuses_is_refused_in_the_same_way(int code) throws Exception {
        new Caller(phone, "3001").invite("");
        Callee.called(pbx).answer(code, "Retry-After: 7\r\nWarning: 304 pbx \"no\"\r\nReason: Q.850;cause=17\r\n", "");

        Packet refused = phone.awaitAnswer(code, "INVITE");
        assertThat(refused.header("Retry-After")).isEqualTo("7");
        assertThat(refused.header("Warning")).isEqualTo("304 pbx \"no\"");
        assertThat(refused.header("Reason")).isEqualTo("Q.850;cause=17");
        assertThat(refused.find("Contact")).isEmpty();
        pbx.awaitRequest("ACK");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void a_longer_interval_that_the_pbx_wants_is_between_it_and_parley() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee first = Callee.called(pbx);
        first.answer(422, "Min-SE: 7200\r\n", "");
        pbx.awaitRequest("ACK");

        Callee second = Callee.called(pbx);
        assertThat(second.invite().header("Call-ID")).isEqualTo(first.invite().header("Call-ID"));
        assertThat(second.invite().number()).isEqualTo(first.invite().number() + 1);
        assertThat(second.invite().header("Session-Expires")).startsWith("7200");
        assertThat(second.invite().header("Min-SE")).isEqualTo("7200");
        second.answer(200, "", Ua.SDP);
        caller.ack(phone.awaitAnswer(200, "INVITE"), "");
        assertThat(pbx.awaitRequest("ACK").number()).isEqualTo(second.invite().number());
    }

    @Test
    void a_pbx_that_insists_on_ever_longer_intervals_has_refused() throws Exception {
        new Caller(phone, "3001").invite("");
        Callee.called(pbx).answer(422, "Min-SE: 7200\r\n", "");
        Callee.called(pbx).answer(422, "Min-SE: 9000\r\n", "");

        phone.awaitAnswer(422, "INVITE");
    }

    @ParameterizedTest
    @CsvSource({"INVITE, 481", "BYE, 481", "INFO, 481", "UPDATE, 481", "PRACK, 481", "OPTIONS, 481", "CANCEL, 481"})
    void what_belongs_to_no_call_is_told_so(String method, int code) throws Exception {
        Caller caller = new Caller(phone, "3001");
        if (!method.equals("CANCEL")) {
            caller.inDialog(Ua.id());
        }
        caller.request(method, phone.contactLine(), "", "");

        phone.awaitAnswer(code, method);
    }

    @Test
    void a_pbx_that_cannot_be_reached_is_a_bad_gateway() throws Exception {
        try (Given gone = Given.behindTcp()) {
            try (Ua other = gone.phone("alice")) {
                new Caller(other, "3001").invite("");
                other.awaitAnswer(502, "INVITE");
                await().untilAsserted(() -> assertThat(gone.calls()).isZero());
            }
        }
    }
}
