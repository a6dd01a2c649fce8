package dev.parley.conference;

import static dev.parley.conference.Given.ALICE;
import static dev.parley.conference.Given.BOB;
import static dev.parley.conference.Given.NOON;
import static dev.parley.conference.Given.joined;
import static dev.parley.conference.Given.left;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.RoomEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttendanceTest {
    private final Life life = new Life();

    @Test
    void who_joined_before_our_eyes_has_the_time_of_it() {
        life.happens(joined(ALICE));
        assertThat(life.attendance().joining(ALICE.id()).at()).contains(NOON);
    }

    @Test
    void who_was_only_found_on_a_list_has_no_time_since_nobody_saw_it() {
        life.happens(new RoomEvent.Snapshot(Given.ROOM, List.of(ALICE), false, NOON));
        assertThat(life.attendance().joining(ALICE.id())).isEqualTo(Joining.UNKNOWN);
    }

    @Test
    void who_left_has_the_time_of_it_and_a_way_only_if_it_was_announced() {
        life.happens(joined(ALICE), joined(BOB));
        life.attendance(life.attendance().leaving(BOB.id(), DisconnectionMethod.BOOTED, NOON));
        life.happens(left(ALICE), left(BOB));
        assertThat(life.attendance().departures())
                .containsEntry(ALICE.id(), new Departure(Optional.empty(), NOON.plusSeconds(3)))
                .containsEntry(BOB.id(), new Departure(Optional.of(DisconnectionMethod.BOOTED), NOON.plusSeconds(4)));
        assertThat(life.attendance().joinings()).isEmpty();
    }

    @Test
    void who_comes_back_has_not_left() {
        life.happens(joined(ALICE), left(ALICE), joined(ALICE));
        assertThat(life.attendance().departures()).isEmpty();
    }

    @Test
    void nothing_is_noted_of_somebody_who_is_not_there() {
        assertThat(Attendance.NONE
                        .joined(ALICE.id(), JoiningMethod.DIALED_OUT)
                        .leaving(BOB.id(), DisconnectionMethod.BOOTED, NOON))
                .isEqualTo(Attendance.NONE);
    }

    @Test
    void only_the_last_departures_are_kept() {
        for (int i = 0; i < 250; i++) {
            var passer = Given.member("passer " + i, "", "");
            life.happens(joined(passer), left(passer));
        }
        assertThat(life.attendance().departures()).hasSize(200);
        assertThat(life.attendance().departures().lastEntry().getKey().value()).isEqualTo("passer 249");
    }
}
