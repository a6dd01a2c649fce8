package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sip.focus.Given.UpCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is in the room, told to phones whose calls go through Parley. */
class RosterTest {
    private static final String ASKS =
            "Event: conference\r\nAccept: application/conference-info+xml\r\nExpires: 600\r\n";

    private Given focus;
    private Ua alice;
    private UpCall call;

    @BeforeEach
    void open() throws Exception {
        focus = Given.focus();
        alice = focus.phone("alice");
        call = focus.up(alice);
    }

    @AfterEach
    void close() {
        alice.close();
        focus.close();
    }

    @Test
    void a_subscription_inside_the_call_shares_its_dialog_and_its_numbers() throws Exception {
        focus.joins(call, "Jitsi/2");

        call.caller().request("SUBSCRIBE", alice.contactLine() + ASKS, "", "");

        Packet ok = alice.awaitAnswer(200, "SUBSCRIBE");
        Packet first = alice.awaitRequest("NOTIFY");
        assertThat(ok.header("Contact")).isEqualTo("<sip:3001@conf.example>;isfocus");
        assertThat(first.header("Call-ID")).isEqualTo(call.caller().callId());
        assertThat(first.header("Contact")).isEqualTo("<sip:3001@conf.example>;isfocus");
        assertThat(first.body()).contains("alice").contains("state=\"full\"");
        alice.answer(first, 200, "", "", "");

        call.callee().request("INFO", "", "application/dtmf-relay", "Signal=1");
        assertThat(alice.awaitRequest("INFO").number()).isEqualTo(first.number() + 1);
    }

    @Test
    void it_is_taken_back_in_the_call_and_the_call_goes_on() throws Exception {
        focus.joins(call, "Jitsi/2");
        call.caller().request("SUBSCRIBE", alice.contactLine() + ASKS, "", "");
        alice.answer(alice.awaitRequest("NOTIFY"), 200, "", "", "");

        call.caller().request("SUBSCRIBE", alice.contactLine() + ASKS.replace("Expires: 600", "Expires: 0"), "", "");

        alice.awaitAnswer(200, "SUBSCRIBE");
        Packet last = alice.awaitRequest("NOTIFY");
        assertThat(last.header("Subscription-State")).startsWith("terminated");
        alice.answer(last, 200, "", "", "");
        assertThat(focus.calls()).isEqualTo(1);
    }

    @Test
    void a_phone_may_subscribe_before_the_pbx_has_let_it_in_and_is_told_when_it_has() throws Exception {
        call.caller().request("SUBSCRIBE", alice.contactLine() + ASKS, "", "");
        alice.awaitAnswer(200, "SUBSCRIBE");
        Packet pending = alice.awaitRequest("NOTIFY");
        alice.answer(pending, 200, "", "", "");
        assertThat(pending.header("Subscription-State")).startsWith("pending");

        focus.joins(call, "Jitsi/2");

        Packet told = alice.await("a roster", packet -> packet.body().contains("alice"));
        assertThat(told.header("Subscription-State")).startsWith("active");
    }

    @Test
    void a_subscription_outside_of_the_call_goes_to_the_contact_and_has_a_dialog_of_its_own() throws Exception {
        focus.joins(call, "LinphoneSDK/5.1");
        Caller outside = new Caller(alice, "3001");

        outside.request("SUBSCRIBE", alice.contactLine() + "Event: conference\r\nExpires: 600\r\n", "", "");

        alice.awaitAnswer(200, "SUBSCRIBE");
        Packet told = alice.awaitRequest("NOTIFY");
        assertThat(told.header("Call-ID")).isEqualTo(outside.callId());
        assertThat(told.body()).contains("alice");
    }

    @Test
    void other_packages_are_not_known_here() throws Exception {
        call.caller().request("SUBSCRIBE", alice.contactLine() + "Event: presence\r\n", "", "");

        assertThat(alice.awaitAnswer(489, "SUBSCRIBE").header("Allow-Events")).contains("conference");
    }
}
