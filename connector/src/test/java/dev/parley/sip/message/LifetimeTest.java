package dev.parley.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void it_counts_from_when_the_message_was_written() {
        assertThat(Lifetime.end("60", "Tue, 24 Nov 2026 11:59:30 GMT", NOON)).contains(NOON.plusSeconds(30));
    }

    @Test
    void without_a_date_it_counts_from_its_arrival() {
        assertThat(Lifetime.end("60", "", NOON)).contains(NOON.plusSeconds(60));
        assertThat(Lifetime.end("60", "yesterday", NOON)).contains(NOON.plusSeconds(60));
        assertThat(Lifetime.end("60", "Tue, 24 Nov 2026 12:05:00 GMT", NOON))
                .as("a clock ahead of ours")
                .contains(NOON.plusSeconds(60));
    }

    @Test
    void without_expires_it_never_ends() {
        assertThat(Lifetime.end("", "Tue, 24 Nov 2026 11:00:00 GMT", NOON)).isEmpty();
        assertThat(Lifetime.end("soon", "", NOON)).isEmpty();
    }

    @Test
    void zero_is_now_or_never() {
        assertThat(Lifetime.end("0", "Tue, 24 Nov 2026 11:00:00 GMT", NOON)).isEmpty();
    }

    @Property
    void whatever_stands_there_is_read_or_nothing(@ForAll String expires, @ForAll String date) {
        assertThat(Lifetime.end(expires, date, NOON).stream()).allMatch(end -> end.isAfter(Instant.EPOCH));
    }
}
