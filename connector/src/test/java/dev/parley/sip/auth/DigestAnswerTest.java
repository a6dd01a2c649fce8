package dev.parley.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sip.auth.DigestAnswer.Challenge;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestAnswerTest {
    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private static final DigestAnswer MUFASA = new DigestAnswer("Mufasa", "Circle of Life");

    /** RFC 7616 §3.9.1. */
    @Test
    void it_answers_as_the_rfcs_example_does() {
        assertThat(answer(challenge("MD5"))).contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"");
        assertThat(answer(challenge("SHA-256")))
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"")
                .contains("algorithm=SHA-256, qop=auth, nc=00000001");
    }

    @Test
    void of_several_challenges_the_first_of_a_known_kind_is_answered() {
        assertThat(answer(challenge("SHA-512-256"), challenge("MD5"), challenge("SHA-256")))
                .contains("algorithm=MD5");
        assertThat(MUFASA.to(List.of(challenge("SHA-512-256")), "INVITE", "sip:a", CNONCE))
                .isEmpty();
    }

    @Test
    void a_challenge_of_old_is_answered_without_qop() {
        assertThat(answer(new Challenge("r", NONCE, "", "", ""))).doesNotContain("qop", "cnonce", "opaque");
    }

    @Test
    void what_a_challenge_says_stays_between_its_quotes() {
        assertThat(answer(new Challenge("r\", x=\"y", NONCE, "", "auth", ""))).contains("realm=\"r\\\", x=\\\"y\", ");
    }

    @Test
    void the_password_is_not_in_its_words() {
        assertThat(MUFASA.toString()).doesNotContain("Circle");
    }

    private static String answer(Challenge... challenges) {
        return MUFASA.to(List.of(challenges), "GET", "/dir/index.html", CNONCE).orElseThrow();
    }

    private static Challenge challenge(String algorithm) {
        return new Challenge("http-auth@example.org", NONCE, algorithm, "auth, auth-int", "opaque");
    }
}
