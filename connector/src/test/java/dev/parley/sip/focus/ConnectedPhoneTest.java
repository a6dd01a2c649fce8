package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sip.focus.Given.UpCall;
import dev.parley.sip.stack.Key;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones that nobody reaches but over the connection that they have opened themselves. The PBX is on UDP. */
@ParameterizedClass
@ValueSource(strings = {"TCP", "TLS"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectedPhoneTest {
    /** As many as one may send at once. */
    private static final int TEXTS = 10;

    private static final String SDP = "application/sdp";
    private static final String HOLD = Ua.SDP + "a=sendonly\r\n";

    @Parameter
    String transport = "";

    private Key key = new Key(Path.of(""));
    private Given focus;
    private Ua pbx;
    private Ua phone;

    @BeforeAll
    void makeKey(@TempDir Path folder) throws Exception {
        key = Key.in(folder);
    }

    @BeforeEach
    void open() throws Exception {
        focus = Given.withKey(key);
        pbx = focus.pbx();
        phone = connected("alice");
    }

    @AfterEach
    void close() {
        phone.close();
        focus.close();
    }

    private Ua connected(String user) throws IOException {
        Socket socket = transport.equals("TLS") ? key.connected(focus.tls()) : new Socket("127.0.0.1", focus.port());
        return new Ua(user, new Connection(transport, socket));
    }

    private String parameter() {
        return ";transport=" + transport.toLowerCase(Locale.ROOT);
    }

    @Test
    void the_focus_says_how_it_is_to_be_called_again() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        assertThat(callee.invite().header("Via")).startsWith("SIP/2.0/UDP ");
        assertThat(callee.invite().header("Contact")).doesNotContain("transport");
        callee.answer(200, "", Ua.SDP);

        String host = transport.equals("TLS") ? "conf.example:" + focus.tls() : "conf.example";
        assertThat(phone.awaitAnswer(200, "INVITE").header("Contact"))
                .isEqualTo("<sip:3001@" + host + parameter() + ";gr=focus>;isfocus");
    }

    @Test
    void a_call_is_held_and_hung_up_by_the_phone() throws Exception {
        UpCall call = focus.up(phone);
        call.caller().invite("", HOLD);
        Packet hold = pbx.awaitRequest("INVITE");
        assertThat(hold.body()).isEqualTo(HOLD);
        pbx.answer(hold, 200, "", pbx.contactLine(), Ua.SDP);
        call.caller().ack(phone.awaitAnswer(200, "INVITE"), "");
        pbx.awaitRequest("ACK");

        call.caller().request("BYE", "", "", "");
        phone.awaitAnswer(200, "BYE");
        pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void a_call_is_changed_and_hung_up_by_the_pbx() throws Exception {
        UpCall call = focus.up(phone);
        call.callee().request("INVITE", pbx.contactLine(), SDP, HOLD);
        Packet change = phone.awaitRequest("INVITE");
        assertThat(change.header("Via")).startsWith("SIP/2.0/" + transport + " ");
        phone.answer(change, 200, "", phone.contactLine(), Ua.SDP);
        call.callee().ack(pbx.awaitAnswer(200, "INVITE"), "");
        phone.awaitRequest("ACK");

        call.callee().request("BYE", "", "", "");
        phone.answer(phone.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void texts_that_wait_for_no_answer_get_there_in_their_order() throws Exception {
        UpCall alices = focus.up(phone);
        try (Ua bob = connected("bob")) {
            UpCall bobs = focus.up(bob);
            focus.joins(alices, "Kitchen/1");
            focus.joins(bobs, "Kitchen/1");
            for (int i = 0; i < TEXTS; i++) {
                bobs.caller().request("MESSAGE", "", "text/plain", "text " + i);
            }

            for (int i = 0; i < TEXTS; i++) {
                Packet text = phone.awaitRequest("MESSAGE");
                assertThat(text.body()).isEqualTo("bob: text " + i);
                phone.answer(text, 200, "x", "", "");
            }
        }
    }

    @Test
    void texts_come_and_go_over_the_connection() throws Exception {
        UpCall alices = focus.up(phone);
        try (Ua bob = connected("bob")) {
            UpCall bobs = focus.up(bob);
            focus.joins(alices, "Kitchen/1");
            focus.joins(bobs, "InCall/1");

            alices.caller().request("MESSAGE", "", "text/plain", "hello");
            phone.awaitAnswer(202, "MESSAGE");
            Packet inCall = bob.awaitRequest("MESSAGE");
            assertThat(inCall.header("Call-ID")).isEqualTo(bobs.caller().callId());
            bob.answer(inCall, 200, "", "", "");
            bobs.caller().request("MESSAGE", "", "text/plain", "hello yourself");
            bob.awaitAnswer(202, "MESSAGE");
            Packet outside = phone.awaitRequest("MESSAGE");
            assertThat(outside.body()).isEqualTo("bob: hello yourself");
            phone.answer(outside, 200, "x", "", "");
            await().untilAsserted(
                            () -> assertThat(focus.traces()).hasSize(2).allMatch(line -> line.contains("elivered")));
        }
    }

    @Test
    void a_phone_is_reached_over_its_connection_whatever_its_contact_says() throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.request("INVITE", "Contact: <sip:alice@192.0.2.7>\r\n", SDP, Ua.SDP);
        Callee callee = Callee.called(pbx);
        callee.answer(200, "", Ua.SDP);
        caller.ack(phone.awaitAnswer(200, "INVITE"), "");

        callee.request("INFO", "", "text/plain", "x");
        phone.awaitRequest("INFO");
    }

    @Test
    void a_phone_whose_connection_broke_hangs_up_over_another() throws Exception {
        UpCall call = focus.up(phone);
        phone.close();
        try (Ua again = connected("alice")) {
            call.caller().over(again);
            call.caller().request("BYE", "", "", "");

            again.awaitAnswer(200, "BYE");
            pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");
            await().untilAsserted(() -> assertThat(focus.calls()).isZero());
        }
    }

    @Test
    void a_phone_whose_connection_broke_is_reached_over_the_one_that_it_uses_then() throws Exception {
        UpCall call = focus.up(phone);
        phone.close();
        try (Ua again = connected("alice")) {
            call.caller().over(again);
            call.caller().request("OPTIONS", "", "", "");
            again.awaitAnswer(200, "OPTIONS");

            call.callee().request("INFO", "", "text/plain", "x");
            again.awaitRequest("INFO");
            call.callee().request("BYE", "", "", "");
            again.answer(again.awaitRequest("BYE"), 200, "", "", "");
            await().untilAsserted(() -> assertThat(focus.calls()).isZero());
        }
    }

    @Test
    void a_phone_that_has_lost_its_connection_and_does_not_come_back_is_hung_up_on() throws Exception {
        UpCall call = focus.up(phone);
        phone.close();

        call.callee().request("INVITE", pbx.contactLine(), SDP, HOLD);

        pbx.awaitAnswer(408, "INVITE");
        Packet bye = pbx.awaitRequest("BYE");
        assertThat(bye.header("Reason")).contains("408");
        pbx.answer(bye, 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void a_text_to_a_phone_that_has_lost_its_connection_is_known_not_to_have_come() throws Exception {
        UpCall alices = focus.up(phone);
        try (Ua bob = connected("bob")) {
            UpCall bobs = focus.up(bob);
            focus.joins(alices, "InCall/1");
            focus.joins(bobs, "Kitchen/1");
            phone.close();

            bobs.caller().request("MESSAGE", "", "text/plain", "are you there?");

            bob.awaitAnswer(202, "MESSAGE");
            await().untilAsserted(() -> assertThat(focus.traces())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("nreachable")));
            assertThat(focus.calls()).isEqualTo(2);
        }
    }
}
