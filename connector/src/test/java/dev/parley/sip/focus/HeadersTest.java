package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a message gets to the other side as it is, and what belongs to one side alone. */
class HeadersTest extends OnFocus {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: hello",
                "Date: Sat, 13 Nov 2010 23:29:00 GMT",
                "Expires: 120",
                "Priority: urgent",
                "Reason: SIP;cause=302;text=\"moved\"",
                "Alert-Info: <http://pbx.example/bell>",
                "Call-Info: <http://pbx.example/me>;purpose=info",
                "Privacy: none",
                "History-Info: <sip:3001@conf.example>;index=1",
                "Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000",
                "X-FS-Support: update_display"
            })
    void what_one_side_says_is_heard_by_the_other(String line) throws Exception {
        new Caller(phone, "3001").invite(line + "\r\n");

        String name = line.substring(0, line.indexOf(':'));
        assertThat(Callee.called(pbx).invite().header(name)).isEqualTo(line.substring(name.length() + 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P-Asserted-Identity: <sip:boss@pbx.example>",
                "P-Preferred-Identity: <sip:boss@pbx.example>",
                "Target-Dialog: 1@x;local-tag=a;remote-tag=b",
                "Server: Phone/1",
                "Organization: none",
                "X-Anything: 1"
            })
    void what_belongs_to_one_side_is_not_heard_by_the_other(String line) throws Exception {
        new Caller(phone, "3001").invite(line + "\r\n");

        assertThat(Callee.called(pbx).invite().find(line.substring(0, line.indexOf(':'))))
                .isEmpty();
    }

    @Test
    void the_answer_says_what_the_pbx_says_and_who_parley_is() throws Exception {
        new Caller(phone, "3001").invite("");
        Callee.called(pbx)
                .answer(
                        200,
                        "Server: PBX/1\r\nP-Asserted-Identity: <sip:3001@pbx.example>\r\nAlert-Info: <http://x/bell>\r\n",
                        Ua.SDP);

        Packet ok = phone.awaitAnswer(200, "INVITE");
        assertThat(ok.header("Alert-Info")).isEqualTo("<http://x/bell>");
        assertThat(ok.header("Server")).isEqualTo("Parley");
        assertThat(ok.find("P-Asserted-Identity")).isEmpty();
        assertThat(ok.find("Record-Route")).isEmpty();
    }

    @Test
    void each_side_is_told_those_methods_that_get_through() throws Exception {
        new Caller(phone, "3001").invite("Allow: INVITE, ACK, BYE, PUBLISH, INFO\r\nSupported: path, 100rel, gruu\r\n");

        Packet invite = Callee.called(pbx).invite();
        assertThat(invite.list("Allow")).containsExactlyInAnyOrder("INVITE", "ACK", "BYE", "INFO");
        assertThat(invite.list("Supported")).containsExactlyInAnyOrder("100rel", "timer");
    }

    @Test
    void a_body_of_several_parts_goes_on_whole() throws Exception {
        String type = "multipart/mixed;boundary=x";
        String parts = "--x\r\nContent-Type: application/sdp\r\n\r\n" + Ua.SDP
                + "\r\n--x\r\nContent-Type: application/isup;version=nxv3\r\nContent-Disposition: signal;handling=optional"
                + "\r\n\r\n\u0001\u0002\r\n--x--\r\n";
        Caller caller = new Caller(phone, "3001");
        caller.request("INVITE", phone.contactLine() + "MIME-Version: 1.0\r\n", type, parts);

        Packet invite = Callee.called(pbx).invite();
        assertThat(invite.header("Content-Type").replace("\"", "")).isEqualTo(type);
        assertThat(invite.header("MIME-Version")).isEqualTo("1.0");
        assertThat(invite.body()).isEqualTo(parts);
    }

    @Test
    void a_body_that_the_pbx_does_not_take_is_refused_in_its_words() throws Exception {
        new Caller(phone, "3001").request("INVITE", phone.contactLine(), "application/isup", "x");
        Callee.called(pbx).answer(415, "Accept: application/sdp\r\n", "");

        assertThat(phone.awaitAnswer(415, "INVITE").header("Accept")).isEqualTo("application/sdp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "BYE", "OPTIONS"})
    void a_session_interval_is_no_business_of_other_requests(String method) throws Exception {
        Given.UpCall call = focus.up(phone);
        call.caller().request(method, "Supported: timer\r\nSession-Expires: 600\r\n", "text/plain", "x");
        if (method.equals("INFO")) {
            Packet info = pbx.awaitRequest("INFO");
            assertThat(info.find("Session-Expires")).isEmpty();
            pbx.answer(info, 200, "", "", "");
        }

        assertThat(phone.awaitAnswer(200, method).find("Session-Expires")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "MESSAGE", "SUBSCRIBE"})
    void what_has_been_answered_cannot_be_taken_back(String method) throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.request(method, phone.contactLine() + "Event: conference\r\n", "text/plain", "x");
        phone.await(
                "an answer", packet -> packet.code() >= 200 && packet.method().equals(method));

        caller.cancel();

        phone.awaitAnswer(200, "CANCEL");
    }
}
