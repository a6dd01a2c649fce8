package dev.parley.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sip.stack.Sip;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.sip.SipFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private static final Login MUFASA = new Login("Mufasa", "Circle of Life");

    /** The examples of RFC 7616 §3.9.1. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void the_digest_is_that_of_the_rfc(String algorithm, String response) {
        assertThat(answer(challenge(algorithm)))
                .contains("response=\"" + response + "\"")
                .contains("algorithm=" + algorithm + ", qop=auth, nc=00000001")
                .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    }

    /** RFC 2617 §3.2.2.1, as old servers want it. */
    @Test
    void a_server_without_qop_gets_none() throws Exception {
        Challenge old =
                new Challenge(false, "testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "", Set.of(), "");
        String secret = md5("Mufasa:testrealm@host.com:Circle of Life");
        String expected = md5(secret + ":" + old.nonce() + ":" + md5("GET:/dir/index.html"));

        assertThat(answer(old))
                .contains("response=\"" + expected + "\"")
                .doesNotContain("qop", "cnonce", "opaque", "algorithm");
    }

    @Test
    void of_several_challenges_the_first_that_is_understood_is_answered() {
        assertThat(answer(challenge("AKAV1-MD5"), challenge("SHA-256"), challenge("MD5")))
                .contains("algorithm=SHA-256");
        assertThat(MUFASA.answer(List.of(challenge("MD5-SESS"), challenge("NONSENSE")), "GET", "/", CNONCE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\", uri=\"b", "a\\", "a\r\nX: y"})
    void a_challenge_that_would_break_out_of_its_quotes_is_not_answered(String hostile) {
        Challenge challenge = new Challenge(false, "realm", hostile, "MD5", Set.of("auth"), "");

        assertThat(MUFASA.answer(List.of(challenge), "GET", "/", CNONCE)).isEmpty();
    }

    @Test
    void a_proxy_is_answered_in_a_header_of_its_own() throws Exception {
        assertThat(header(407, "Proxy-Authenticate")).isEqualTo("Proxy-Authorization");
        assertThat(header(401, "WWW-Authenticate")).isEqualTo("Authorization");
    }

    @Test
    void what_is_no_digest_or_no_refusal_asks_for_nothing() throws Exception {
        assertThat(Challenge.of(response(401, "WWW-Authenticate", "Basic realm=\"a\"")))
                .isEmpty();
        assertThat(Challenge.of(response(403, "WWW-Authenticate", "Digest realm=\"a\", nonce=\"b\"")))
                .isEmpty();
    }

    @Test
    void the_password_is_in_no_log() {
        assertThat(MUFASA.toString()).doesNotContain("Life");
    }

    private static String header(int code, String name) throws Exception {
        List<Challenge> challenges = Challenge.of(
                response(code, name, "Digest realm=\"a\", nonce=\"b\", algorithm=md5, qop=\"auth,auth-int\""));
        assertThat(challenges)
                .containsExactly(new Challenge(code == 407, "a", "b", "MD5", Set.of("auth", "auth-int"), ""));
        return MUFASA.answer(challenges, "MESSAGE", "sip:b@h", CNONCE)
                .orElseThrow()
                .name();
    }

    private static Response response(int code, String name, String value) throws Exception {
        Sip sip = new Sip();
        var address = sip.address("", "sip:a@b");
        Request request =
                sip.request("MESSAGE", sip.uri("sip:a@b"), new Sip.Parties("c", address, "t", address, ""), 1);
        Response response = SipFactory.getInstance().createMessageFactory().createResponse(code, request);
        response.addHeader(sip.header(name, value));
        return response;
    }

    private static String answer(Challenge... challenges) {
        return MUFASA.answer(List.of(challenges), "GET", "/dir/index.html", CNONCE)
                .orElseThrow()
                .value();
    }

    private static Challenge challenge(String algorithm) {
        return new Challenge(
                true,
                "http-auth@example.org",
                NONCE,
                algorithm,
                Set.of("auth", "auth-int"),
                "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
