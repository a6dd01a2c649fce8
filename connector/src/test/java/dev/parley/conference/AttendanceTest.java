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
    private static final Departure BOOTED =
            new Departure(Optional.of(DisconnectionMethod.BOOTED), NOON, Optional.of("sip:alice@pbx.example"));

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
        life.attendance(life.attendance().leaving(BOB.id(), BOOTED));
        life.happens(left(ALICE), left(BOB));
        assertThat(life.attendance().departures())
                .containsEntry(ALICE.id(), Departure.unexplained(NOON.plusSeconds(3)))
                .containsEntry(BOB.id(), BOOTED.noticed(NOON.plusSeconds(4)));
        assertThat(life.attendance().joinings()).isEmpty();
    }

    @Test
    void who_stays_although_he_was_to_go_leaves_later_in_a_way_that_nobody_announced() {
        life.happens(joined(BOB));
        life.attendance(life.attendance().leaving(BOB.id(), BOOTED).staying(BOB.id()));
        life.happens(left(BOB));
        assertThat(life.attendance().departures()).containsEntry(BOB.id(), Departure.unexplained(NOON.plusSeconds(2)));
    }

    @Test
    void who_comes_back_has_not_left() {
        life.happens(joined(ALICE), left(ALICE), joined(ALICE));
        assertThat(life.attendance().departures()).isEmpty();
    }

    @Test
    void nothing_is_noted_of_somebody_who_is_not_there() {
        assertThat(Attendance.NONE
                        .calledIn(ALICE.id(), new Referred("sip:bob@pbx.example", NOON))
                        .leaving(BOB.id(), BOOTED))
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
