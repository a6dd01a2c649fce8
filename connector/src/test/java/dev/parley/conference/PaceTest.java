package dev.parley.conference;

import static dev.parley.conference.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 4575 §3.9. */
class PaceTest {
    private static final Pace SENT = Pace.RECOMMENDED.sent(NOON);

    @Test
    void the_first_notification_may_go_at_once() {
        assertThat(Pace.RECOMMENDED.due(Occasion.CHANGE, NOON)).isEqualTo(NOON);
    }

    @Test
    void a_change_waits_until_five_seconds_after_the_last_one() {
        assertThat(SENT.due(Occasion.CHANGE, NOON.plusSeconds(2))).isEqualTo(NOON.plusSeconds(5));
        assertThat(SENT.due(Occasion.CHANGE, NOON.plusSeconds(5))).isEqualTo(NOON.plusSeconds(5));
        assertThat(SENT.due(Occasion.CHANGE, NOON.plusSeconds(60))).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void what_is_owed_to_a_subscribe_and_the_last_one_do_not_wait() {
        assertThat(SENT.due(Occasion.SUBSCRIBED, NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
        assertThat(SENT.due(Occasion.TERMINATING, NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void a_clock_that_was_set_back_delays_by_one_interval_at_most() {
        assertThat(SENT.due(Occasion.CHANGE, NOON.minusSeconds(3600))).isEqualTo(NOON.minusSeconds(3595));
    }
}
