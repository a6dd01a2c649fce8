package dev.parley.conference;

import static dev.parley.conference.Given.ALICE;
import static dev.parley.conference.Given.BOB;
import static dev.parley.conference.Given.BRANCH;
import static dev.parley.conference.Given.NOON;
import static dev.parley.conference.Given.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Flag;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttendancesTest {
    private static final RoomId ALONE = new RoomId("main", "3002");
    private static final Referred BY_ALICE = new Referred("sip:alice@main.example", NOON);

    private final List<RoomId> news = new ArrayList<>();
    private final Map<RoomId, Set<RoomId>> links = Map.of(ROOM, Set.of(BRANCH), BRANCH, Set.of(ROOM));
    private final Attendances attendances = new Attendances(
            room -> links.getOrDefault(room, Set.of()),
            pbx -> pbx + ".example",
            Clock.fixed(NOON, ZoneOffset.UTC),
            news::add);
    private final Rooms rooms = new Rooms(Runnable::run, List.of(attendances));

    @Test
    void a_change_is_news_for_every_room_of_the_chat() {
        rooms.happened(Given.joined(ROOM, ALICE));
        assertThat(news).containsExactly(ROOM, BRANCH);
    }

    @Test
    void a_room_without_a_link_is_news_for_itself() {
        rooms.happened(Given.joined(ALONE, ALICE));
        assertThat(news).containsExactly(ALONE);
    }

    @Test
    void talking_is_no_news() {
        rooms.happened(Given.joined(ALONE, ALICE));
        rooms.happened(new RoomEvent.Changed(ALONE, ALICE.id(), Flag.TALKING, true));
        assertThat(news).containsExactly(ALONE);
    }

    @Test
    void each_room_of_a_chat_is_told_with_the_others_members() {
        rooms.happened(Given.joined(ROOM, ALICE));
        rooms.happened(Given.joined(BRANCH, BOB));
        assertThat(people(ROOM)).containsExactly("sip:alice@main.example", "sip:bob@branch.example");
        assertThat(people(BRANCH)).containsExactly("sip:bob@branch.example", "sip:alice@main.example");
        assertThat(people(ALONE)).isEmpty();
    }

    @Test
    void when_somebody_came_and_went_is_known_for_each_room_and_outlives_it_for_a_moment() {
        rooms.happened(Given.joined(ROOM, ALICE));
        rooms.happened(Given.joined(BRANCH, BOB));
        rooms.happened(new RoomEvent.Ended(BRANCH));
        Conference conference = attendances.conference(ROOM);
        assertThat(conference.own().attendance().joining(ALICE.id()).at()).contains(NOON);
        assertThat(conference.linked().getFirst().attendance().departures()).containsKey(BOB.id());
    }

    @Test
    void whom_somebody_had_called_is_told_so_from_the_moment_of_joining_and_nobody_else_is() {
        attendances.expect(ROOM, BOB.id()::equals, BY_ALICE);
        attendances.expect(BRANCH, ALICE.id()::equals, BY_ALICE);
        rooms.happened(Given.joined(ROOM, ALICE));
        rooms.happened(Given.joined(ROOM, BOB));

        assertThat(attendances.conference(ROOM).own().attendance().joinings())
                .containsEntry(ALICE.id(), Joining.at(NOON))
                .containsEntry(BOB.id(), Joining.at(NOON).calledIn(BY_ALICE));
    }

    @Test
    void who_comes_by_himself_after_a_call_that_failed_was_called_by_nobody() {
        attendances.expect(ROOM, BOB.id()::equals, BY_ALICE).run();
        rooms.happened(Given.joined(ROOM, BOB));
        assertThat(attendances.conference(ROOM).own().attendance().joining(BOB.id()))
                .isEqualTo(Joining.at(NOON));
    }

    @Test
    void who_throws_somebody_out_is_told_unless_that_fails() {
        rooms.happened(Given.joined(ROOM, ALICE));
        rooms.happened(Given.joined(ROOM, BOB));
        attendances.leaving(ROOM, BOB.id(), DisconnectionMethod.BOOTED, "sip:alice@main.example");
        attendances
                .leaving(ROOM, ALICE.id(), DisconnectionMethod.BOOTED, "sip:bob@main.example")
                .run();
        rooms.happened(Given.left(BOB));
        rooms.happened(Given.left(ALICE));

        assertThat(attendances.conference(ROOM).own().attendance().departures())
                .containsEntry(
                        BOB.id(),
                        new Departure(
                                Optional.of(DisconnectionMethod.BOOTED), NOON, Optional.of("sip:alice@main.example")))
                .containsEntry(ALICE.id(), Departure.unexplained(NOON));
    }

    private List<String> people(RoomId room) {
        return ConferenceInfo.of(attendances.conference(room), Given.DESCRIPTION).users().stream()
                .map(User::entity)
                .toList();
    }
}
