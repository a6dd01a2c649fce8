package dev.parley.sip.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The PBX asks for passwords through the focus, and the focus looks whose they are (RFC 3261 §22). */
class PasswordTest extends OnFocus {
    private static final String MD5 =
            "Digest realm=\"asterisk\",nonce=\"1763/abc+=\",opaque=\"5f\",algorithm=MD5,qop=\"auth\"";
    private static final String SHA =
            "Digest  realm=\"asterisk\", nonce=\"x,y\", algorithm=SHA-256, qop=\"auth,auth-int\", stale=false, odd=\"a \\\"b\\\"\"";

    private static String credentials(String user) {
        return "Digest username=\"" + user
                + "\", realm=\"asterisk\", nonce=\"1763/abc+=\",uri=\"sip:3001@conf.example\","
                + " response=\"0123456789abcdef0123456789abcdef\", algorithm=MD5,cnonce=\"0a4f113b\", opaque=\"5f\", qop=auth, nc=00000001";
    }

    /** Blanks between values mean nothing; each value has to be what it was. */
    private static String tight(String header) {
        return header.replaceAll(", +", ",").replaceAll(" +", " ");
    }

    @Override
    protected String config() {
        return """
                aliases: [{login: desk7, users: [alice, bob]}]
                entry: [{rooms: "3009", users: [alice]}]
                """;
    }

    @ParameterizedTest
    @CsvSource({"401, WWW-Authenticate, Authorization", "407, Proxy-Authenticate, Proxy-Authorization"})
    void the_pbx_asks_and_the_phone_answers_without_a_value_being_changed(int code, String question, String answer)
            throws Exception {
        Caller caller = new Caller(phone, "3001");
        caller.invite("");
        Callee first = Callee.called(pbx);
        first.answer(code, question + ": " + MD5 + "\r\n" + question + ": " + SHA + "\r\n", "");

        Packet asked = phone.awaitAnswer(code, "INVITE");
        assertThat(asked.all(question).stream().map(PasswordTest::tight)).containsExactly(tight(MD5), tight(SHA));
        caller.ackRefusal();
        pbx.awaitRequest("ACK");

        caller.invite(answer + ": " + credentials("alice") + "\r\n");
        Callee second = Callee.called(pbx);
        assertThat(second.invite().all(answer).stream().map(PasswordTest::tight))
                .containsExactly(tight(credentials("alice")));
        assertThat(second.invite().header("Call-ID"))
                .isNotEqualTo(first.invite().header("Call-ID"));
        second.answer(200, "", Ua.SDP);
        Packet ok = phone.awaitAnswer(200, "INVITE");
        assertThat(ok.header("Call-ID")).isEqualTo(caller.callId());
        caller.ack(ok, "");
        assertThat(focus.calls()).isOne();
    }

    @Test
    void who_calls_under_another_name_than_that_of_the_login_does_not_get_in() throws Exception {
        new Caller(phone, "3001").invite("Authorization: " + credentials("mallory") + "\r\n");

        phone.awaitAnswer(403, "INVITE");
        assertThat(focus.calls()).isZero();
        assertThat(pbx.arrived()).isEmpty();
    }

    @Test
    void one_login_of_several_that_is_not_his_is_enough_to_be_refused() throws Exception {
        new Caller(phone, "3001")
                .invite("Authorization: " + credentials("alice") + "\r\nProxy-Authorization: " + credentials("mallory")
                        + "\r\n");

        phone.awaitAnswer(403, "INVITE");
    }

    @Test
    void a_login_may_have_other_names() throws Exception {
        new Caller(phone, "3001").invite("Authorization: " + credentials("desk7") + "\r\n");

        assertThat(tight(Callee.called(pbx).invite().header("Authorization"))).isEqualTo(tight(credentials("desk7")));
    }

    @Test
    void an_alias_is_good_only_for_its_own_names() throws Exception {
        try (Ua carol = focus.phone("carol")) {
            new Caller(carol, "3001").invite("Authorization: " + credentials("desk7") + "\r\n");

            carol.awaitAnswer(403, "INVITE");
        }
    }

    @Test
    void a_room_with_a_rule_is_entered_by_nobody_else() throws Exception {
        try (Ua bob = focus.phone("bob")) {
            new Caller(bob, "3009").invite("Authorization: " + credentials("bob") + "\r\n");

            bob.awaitAnswer(403, "INVITE");
        }
    }

    @Test
    void a_pbx_that_asks_for_no_password_opens_no_room_that_has_a_rule() throws Exception {
        Caller caller = new Caller(phone, "3009");
        caller.invite("");
        Callee callee = Callee.called(pbx);
        callee.answer(200, "", Ua.SDP);

        phone.awaitAnswer(403, "INVITE");
        pbx.awaitRequest("ACK");
        pbx.answer(pbx.awaitRequest("BYE"), 200, "", "", "");
        await().untilAsserted(() -> assertThat(focus.calls()).isZero());
    }

    @Test
    void who_has_shown_the_password_enters_the_room_that_has_a_rule() throws Exception {
        new Caller(phone, "3009").invite("Authorization: " + credentials("alice") + "\r\n");
        Callee.called(pbx).answer(200, "", Ua.SDP);

        phone.awaitAnswer(200, "INVITE");
    }

    @Test
    void passwords_for_parley_itself_are_not_shown_to_the_pbx() throws Exception {
        new Caller(phone, "3001")
                .invite("Authorization: " + credentials("alice").replace("asterisk", "parley") + "\r\n");

        assertThat(Callee.called(pbx).invite().find("Authorization")).isEmpty();
    }
}
