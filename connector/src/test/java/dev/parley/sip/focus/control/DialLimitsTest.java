package dev.parley.sip.focus.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Rate;
import dev.parley.config.ControlConfig.Limits;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialLimitsTest {
    private static final RoomId ROOM = Stage.ROOM;
    private static final Rate FAST = new Rate(1_000, 1_000);
    private static final Referrer ALICE = new Referrer("alice", Optional.empty());
    private static final Referrer BOB = new Referrer("bob", Optional.empty());

    private static DialLimits limits(Limits limits) {
        return new DialLimits(limits, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    @Test
    void so_many_ring_at_once_for_one_user_and_another_may_when_one_has_ended() {
        DialLimits limits = limits(new Limits(FAST, FAST, 1, 10));
        DialLimits.Permit first = limits.take(ALICE, ROOM).orElseThrow();

        assertThat(limits.take(ALICE, ROOM)).isEmpty();
        assertThat(limits.take(BOB, ROOM)).isPresent();
        first.close();
        assertThat(limits.take(ALICE, ROOM)).isPresent();
    }

    @Test
    void so_many_ring_at_once_for_one_room() {
        DialLimits limits = limits(new Limits(FAST, FAST, 10, 1));
        assertThat(limits.take(ALICE, ROOM)).isPresent();
        assertThat(limits.take(BOB, ROOM)).isEmpty();
        assertThat(limits.take(BOB, new RoomId("main", "3002"))).isPresent();
    }

    @Test
    void nobody_calls_too_often_and_no_room_is_called_into_too_often() {
        DialLimits perUser = limits(new Limits(new Rate(0.1, 1), FAST, 10, 10));
        assertThat(perUser.take(ALICE, ROOM)).isPresent();
        assertThat(perUser.take(ALICE, ROOM)).isEmpty();
        assertThat(perUser.pause()).isEqualTo(10);

        DialLimits perRoom = limits(new Limits(FAST, new Rate(0.1, 1), 10, 10));
        assertThat(perRoom.take(ALICE, ROOM)).isPresent();
        assertThat(perRoom.take(BOB, ROOM)).isEmpty();
    }
}
