package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DurationsTest {
    @Property
    void a_duration_that_was_written_is_read_back(@ForAll @IntRange(min = 0, max = 10_000_000) int millis)
            throws Unfit {
        Duration duration = Duration.ofMillis(millis);
        assertThat(Durations.between(Duration.ZERO, Duration.ofHours(9)).read(Durations.text(duration)))
                .isEqualTo(duration);
    }
}
