package dev.parley.sip.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {
    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";

    private final Login login =
            new Login("Mufasa", "Circle of Life", () -> "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

    /** The examples of RFC 7616 §3.9.1. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void the_digest_is_that_of_the_rfc(String algorithm, String response) {
        var header = login.answer(List.of(challenge(algorithm)), "GET", "/dir/index.html")
                .orElseThrow();

        assertThat(header.name()).isEqualTo("Proxy-Authorization");
        assertThat(header.value()).contains("response=\"" + response + "\"").contains("nc=00000001");
    }

    @Test
    void the_first_challenge_that_is_understood_is_answered() {
        var header = login.answer(List.of(challenge("AKAv1-MD5"), challenge("SHA-256"), challenge("MD5")), "GET", "/")
                .orElseThrow();

        assertThat(header.value()).contains("algorithm=SHA-256");
    }

    @Test
    void a_challenge_that_would_break_out_of_its_quotes_is_not_answered() {
        Challenge hostile = new Challenge(true, "a\", x=\"", NONCE, "MD5", Set.of("auth"), "");

        assertThat(login.answer(List.of(hostile), "GET", "/")).isEmpty();
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
}
