package dev.parley.sip.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sip.notifier.Terms.Grant;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Terms TERMS = new Terms(Duration.ofMinutes(1), Duration.ofHours(2), HOUR);

    private static Grant grant(long seconds) {
        return TERMS.grant(Optional.of(Duration.ofSeconds(seconds)));
    }

    /** RFC 4575 §3.3. */
    @Test
    void who_does_not_say_gets_an_hour() {
        assertThat(TERMS.grant(Optional.empty())).isEqualTo(new Grant.Granted(HOUR));
    }

    /** RFC 6665 §4.2.1.1: never longer than asked. */
    @ParameterizedTest
    @CsvSource({"60,60", "61,61", "3600,3600", "7200,7200", "7201,7200", "4294967295,7200"})
    void who_asks_gets_that_or_the_longest_there_is(long asked, long granted) {
        assertThat(grant(asked)).isEqualTo(new Grant.Granted(Duration.ofSeconds(granted)));
    }

    @Test
    void zero_ends_a_subscription_and_is_never_too_brief() {
        assertThat(grant(0)).isEqualTo(new Grant.Granted(Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 59})
    void less_than_the_least_is_too_brief(long asked) {
        assertThat(grant(asked)).isEqualTo(new Grant.TooBrief(Duration.ofMinutes(1)));
    }

    /** RFC 6665 §4.2.1.1 allows 423 only for what is shorter than an hour. */
    @Test
    void an_hour_is_never_too_brief() {
        Terms strict = new Terms(Duration.ofHours(2), Duration.ofHours(3), Duration.ofHours(2));
        assertThat(strict.grant(Optional.of(HOUR))).isEqualTo(new Grant.Granted(HOUR));
    }

    @Test
    void the_standard_never_passes_the_longest() {
        Terms brief = new Terms(Duration.ofSeconds(10), Duration.ofMinutes(5), HOUR);
        assertThat(brief.grant(Optional.empty())).isEqualTo(new Grant.Granted(Duration.ofMinutes(5)));
    }
}
