package dev.parley.sip.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    /** The example of RFC 7616 §3.9.1, which has the same values for both hashes. */
    private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");

    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private static Challenge challenge(String algorithm, String qop) {
        return new Challenge(
                "http-auth@example.org", NONCE, algorithm, qop, "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");
    }

    private static String answer(Challenge challenge) {
        return MUFASA.answer(challenge, "GET", "/dir/index.html", CNONCE).orElseThrow();
    }

    @Test
    void both_hashes_give_what_the_rfc_gives() {
        assertThat(answer(challenge("SHA-256", "auth, auth-int")))
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"")
                .contains("algorithm=SHA-256, qop=auth, nc=00000001");
        assertThat(answer(challenge("MD5", "auth, auth-int")))
                .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"")
                .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    }

    /** RFC 2617 §3.2.2.1, as old servers want it. */
    @Test
    void a_server_without_qop_gets_none() {
        Challenge old = new Challenge("testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "", "", "");
        String secret = DigestHash.MD5.of("Mufasa", "testrealm@host.com", "Circle of Life");
        String expected = DigestHash.MD5.of(secret, old.nonce(), DigestHash.MD5.of("GET", "/dir/index.html"));
        assertThat(answer(old))
                .contains("response=\"" + expected + "\"")
                .doesNotContain("qop")
                .doesNotContain("cnonce")
                .doesNotContain("opaque");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-512-256", "MD5-sess", "nonsense"})
    void a_hash_that_is_not_known_is_not_answered(String algorithm) {
        assertThat(MUFASA.answer(challenge(algorithm, "auth"), "PUBLISH", "sip:x@y", CNONCE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\", uri=\"b", "a\\", "a\r\nX: y"})
    void a_challenge_that_would_write_into_the_answer_is_not_answered(String hostile) {
        Challenge challenge = new Challenge("realm", hostile, "MD5", "auth", "");
        assertThat(MUFASA.answer(challenge, "PUBLISH", "sip:x@y", CNONCE)).isEmpty();
    }

    @Test
    void the_password_is_in_no_log() {
        assertThat(MUFASA.toString()).doesNotContain("Life");
    }
}
