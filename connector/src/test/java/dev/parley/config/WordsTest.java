package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Set<String> KNOWN = Set.of("host", "port", "secret", "secret-file", "rate-per-sender");

    @Test
    void a_slip_finds_the_word_that_was_meant() {
        assertThat(Words.nearest("hots", KNOWN)).contains("host");
        assertThat(Words.nearest("Secret", KNOWN)).contains("secret");
        assertThat(Words.nearest("rate-pre-sender", KNOWN)).contains("rate-per-sender");
        assertThat(Words.nearest("secretfile", KNOWN)).contains("secret-file");
    }

    @Test
    void another_word_finds_none() {
        assertThat(Words.nearest("colour", KNOWN)).isEmpty();
    }

    @Test
    void a_quote_is_short_and_on_one_line() {
        assertThat(Words.quoted("a\nb\u202e")).isEqualTo("\"a?b?\"");
        assertThat(Words.quoted("x".repeat(1000))).hasSizeLessThan(70);
    }
}
