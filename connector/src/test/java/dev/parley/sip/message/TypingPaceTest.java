package dev.parley.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TypingPaceTest {
    private static final RoomId ROOM = new RoomId("main", "3001");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final TypingPace pace = new TypingPace();

    private boolean allows(boolean active, int seconds) {
        return pace.allows(ROOM, new MemberId("1"), active, NOON.plusSeconds(seconds));
    }

    @Test
    void what_was_said_already_is_not_said_again_for_a_while() {
        assertThat(allows(true, 0)).isTrue();
        assertThat(allows(true, 1)).isFalse();
        assertThat(allows(true, 29)).isFalse();
        assertThat(allows(true, 30)).isTrue();
    }

    @Test
    void who_stops_is_always_said_to_have_stopped_once() {
        assertThat(allows(true, 0)).isTrue();
        assertThat(allows(false, 0)).isTrue();
        assertThat(allows(false, 1)).isFalse();
        assertThat(allows(false, 100)).isFalse();
    }

    @Test
    void who_starts_and_stops_all_the_time_is_heard_every_other_second() {
        assertThat(allows(true, 0)).isTrue();
        assertThat(allows(false, 1)).isTrue();
        assertThat(allows(true, 2)).isFalse();
        assertThat(allows(true, 3)).isTrue();
    }

    @Test
    void who_never_typed_has_not_stopped() {
        assertThat(allows(false, 0)).isFalse();
    }

    @Test
    void each_member_is_counted_alone() {
        assertThat(allows(true, 0)).isTrue();
        assertThat(pace.allows(ROOM, new MemberId("2"), true, NOON)).isTrue();
        assertThat(pace.allows(new RoomId("main", "3002"), new MemberId("1"), true, NOON))
                .isTrue();
    }
}
