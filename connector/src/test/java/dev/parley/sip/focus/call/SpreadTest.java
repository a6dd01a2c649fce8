package dev.parley.sip.focus.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final int CALLS = 2_000;

    @Test
    void not_all_calls_get_their_turn_in_the_same_moment() {
        Spread spread = new Spread(Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThat(Stream.generate(spread::any).limit(CALLS))
                .allMatch(time -> time.toMillis() >= 1_000 && time.toMillis() < 5_000)
                .satisfies(times -> assertThat(times.stream().distinct()).hasSizeGreaterThan(CALLS / 2));
    }
}
