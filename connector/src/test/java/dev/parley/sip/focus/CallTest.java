package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The rows of the contract, each side played by hand. */
@Execution(ExecutionMode.CONCURRENT)
class CallTest {
    private Given focus;
    private Ua phone;
    private Ua pbx;

    @BeforeEach
    void open() throws Exception {
        focus = Given.focus();
        phone = focus.phone("alice");
        pbx = focus.pbx();
    }

    @AfterEach
    void close() {
        phone.close();
        focus.close();
    }

    @Test
    void an_invite_goes_on_under_ids_of_our_own_and_with_the_sdp_untouched() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite(
                "Subject: hello\r\nUser-Agent: Kitchen/1\r\nX-Own: 1\r\nP-Asserted-Identity: <sip:boss@pbx.example>\r\n");
        phone.awaitAnswer(100, "INVITE");

        Packet invite = Callee.called(pbx).invite();

        assertThat(invite.uri()).isEqualTo("sip:3001@127.0.0.1:" + pbx.port());
        assertThat(invite.header("Call-ID")).isNotEqualTo(caller.callId());
        assertThat(invite.header("From")).startsWith("\"alice\" <sip:alice@pbx.example>;tag=");
        assertThat(invite.header("Max-Forwards")).isEqualTo("69");
        assertThat(invite.header("Subject")).isEqualTo("hello");
        assertThat(invite.header("User-Agent")).isEqualTo("Kitchen/1");
        assertThat(invite.find("X-Own")).isEmpty();
        assertThat(invite.find("P-Asserted-Identity")).isEmpty();
        assertThat(invite.all("Via")).hasSize(1);
        assertThat(invite.body()).isEqualTo(Ua.SDP);
    }

    @Test
    void the_answer_comes_back_from_a_focus() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(180, "", "");
        Packet ringing = phone.awaitAnswer(180, "INVITE");
        callee.answer(200, "", Ua.SDP);
        Packet ok = phone.awaitAnswer(200, "INVITE");

        assertThat(ringing.tag("To")).isEqualTo(ok.tag("To")).isNotEmpty();
        assertThat(ok.header("Contact")).isEqualTo("<sip:3001@conf.example;gr=focus>;isfocus");
        assertThat(ok.body()).isEqualTo(Ua.SDP);
        assertThat(ok.header("Call-ID")).isEqualTo(caller.callId());
        assertThat(pbx.awaitRequest("ACK").number()).isEqualTo(callee.invite().number());
    }

    @Test
    void the_phone_hangs_up() throws Exception {
        Given.UpCall call = focus.up(phone);

        call.caller().request("BYE", "Reason: Q.850;cause=16\r\n", "", "");

        phone.awaitAnswer(200, "BYE");
        Packet bye = pbx.awaitRequest("BYE");
        assertThat(bye.header("Reason")).isEqualTo("Q.850;cause=16");
        pbx.answer(bye, 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void the_pbx_hangs_up() throws Exception {
        Given.UpCall call = focus.up(phone);

        call.callee().request("BYE", "", "", "");

        pbx.awaitAnswer(200, "BYE");
        phone.answer(phone.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }
}
