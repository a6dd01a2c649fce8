package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoomTest {
    private static final RoomId ID = new RoomId("main", "3001");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Room EMPTY = Room.empty(ID);
    private static final Member ALICE = member("1");
    private static final Member BOB = member("2");
    private static final Member CAROL = member("3");

    private static Member member(String id) {
        return new Member(new MemberId(id), Identity.UNKNOWN, "member " + id, Set.of(), Leg.UNKNOWN);
    }

    private static RoomEvent joined(Member member) {
        return new RoomEvent.Joined(ID, member, NOON);
    }

    private static RoomEvent snapshot(Instant at, Member... members) {
        return new RoomEvent.Snapshot(ID, List.of(members), false, at);
    }

    private static Room replay(Room from, List<RoomEvent> life) {
        Room room = from;
        for (RoomEvent event : life) {
            room = room.apply(event);
        }
        return room;
    }

    @Test
    void a_member_seen_twice_is_one_member() {
        assertThat(EMPTY.apply(joined(ALICE)).apply(joined(ALICE)).members()).containsExactly(ALICE);
    }

    @Test
    void what_the_pbx_lists_wins_over_what_we_believed() {
        var room = replay(EMPTY, List.of(joined(ALICE), joined(BOB), snapshot(NOON, BOB, CAROL)));
        assertThat(room.members()).containsExactly(BOB, CAROL);
    }

    @Test
    void who_a_member_is_stays_known_when_a_list_does_not_tell() {
        Identity account = new Identity("alice", "alice", true);
        Leg leg = new Leg("call-1", "phone", Set.of("MESSAGE"), "192.0.2.1:5060");
        Member listed = new Member(ALICE.id(), new Identity("alice", "", false), "Alice", Set.of(), Leg.UNKNOWN);

        var room = replay(
                EMPTY,
                List.of(joined(ALICE), new RoomEvent.Described(ID, ALICE.id(), account, leg), snapshot(NOON, listed)));

        assertThat(room.members()).containsExactly(new Member(ALICE.id(), account, "Alice", Set.of(), leg));
    }

    @Test
    void who_leaves_is_gone_and_who_was_never_there_changes_nothing() {
        var room = EMPTY.apply(joined(ALICE));
        assertThat(room.apply(new RoomEvent.Left(ID, BOB.id()))).isEqualTo(room);
        assertThat(room.apply(new RoomEvent.Left(ID, ALICE.id())).members()).isEmpty();
    }

    @Test
    void a_change_of_somebody_unknown_changes_nothing() {
        var room = EMPTY.apply(joined(ALICE));
        assertThat(room.apply(new RoomEvent.Changed(ID, BOB.id(), Flag.MUTED, true)))
                .isEqualTo(room);
        assertThat(room.apply(new RoomEvent.Described(ID, BOB.id(), Identity.UNKNOWN, Leg.UNKNOWN)))
                .isEqualTo(room);
    }

    @Test
    void out_of_sight_the_roster_stays_and_is_stale() {
        var room = EMPTY.apply(joined(ALICE)).apply(new RoomEvent.Unseen(ID));
        assertThat(room.members()).containsExactly(ALICE);
        assertThat(room.seen()).isFalse();
        assertThat(room.apply(snapshot(NOON, ALICE)).seen()).isTrue();
    }

    @Test
    void after_the_end_a_join_starts_a_new_meeting() {
        var first = EMPTY.apply(joined(ALICE));
        var second = first.apply(new RoomEvent.Ended(ID)).apply(new RoomEvent.Joined(ID, ALICE, NOON.plusSeconds(60)));
        assertThat(second.meeting().orElseThrow().id())
                .isNotEqualTo(first.meeting().orElseThrow().id());
    }

    @Test
    void a_meeting_goes_on_through_joins_lists_and_a_lost_connection() {
        var first = EMPTY.apply(joined(ALICE));
        var later = replay(first, List.of(joined(BOB), new RoomEvent.Unseen(ID), snapshot(NOON.plusSeconds(9), BOB)));
        assertThat(later.meeting()).isEqualTo(first.meeting());
    }

    @Test
    void nobody_of_before_after_a_lost_connection_means_another_meeting() {
        var first = EMPTY.apply(joined(ALICE));
        var later = replay(first, List.of(new RoomEvent.Unseen(ID), snapshot(NOON.plusSeconds(9), BOB)));
        assertThat(later.meeting()).isPresent().isNotEqualTo(first.meeting());
    }

    @Test
    void hold_which_no_list_tells_survives_one() {
        var held = EMPTY.apply(joined(ALICE)).apply(new RoomEvent.Changed(ID, ALICE.id(), Flag.HELD, true));
        assertThat(held.apply(snapshot(NOON, ALICE)).members()).allMatch(member -> member.is(Flag.HELD));
    }

    @Test
    void mute_which_every_list_tells_is_as_listed() {
        var muted = EMPTY.apply(joined(ALICE)).apply(new RoomEvent.Changed(ID, ALICE.id(), Flag.MUTED, true));
        assertThat(muted.apply(snapshot(NOON, ALICE)).members()).noneMatch(member -> member.is(Flag.MUTED));
    }

    @Test
    void what_was_asked_for_apart_survives_a_list_without_it() {
        var identity = new Identity("alice", "alice", true);
        var leg = new Leg("call-1", "Phone", Set.of("MESSAGE"), "10.0.0.1:5060");
        var known = EMPTY.apply(joined(ALICE)).apply(new RoomEvent.Described(ID, ALICE.id(), identity, leg));
        var member = known.apply(snapshot(NOON, ALICE)).member(ALICE.id()).orElseThrow();
        assertThat(member.identity()).isEqualTo(identity);
        assertThat(member.leg()).isEqualTo(leg);
    }

    @Property
    void any_life_of_a_room_ends_equal_to_the_last_snapshot(
            @ForAll("lives") List<RoomEvent> life, @ForAll Set<Byte> now, @ForAll boolean locked) {
        var listed = now.stream().map(id -> member(id.toString())).toList();
        var room = replay(EMPTY, life).apply(new RoomEvent.Snapshot(ID, listed, locked, NOON));

        assertThat(room.members()).map(member -> member.with(Flag.HELD, false)).containsExactlyElementsOf(listed);
        assertThat(room.locked()).isEqualTo(locked);
        assertThat(room.seen()).isTrue();
    }

    @Property
    void any_event_twice_is_as_good_as_once(@ForAll("lives") List<RoomEvent> life, @ForAll("events") RoomEvent event) {
        var once = replay(EMPTY, life).apply(event);
        assertThat(once.apply(event)).isEqualTo(once);
    }

    @Property
    void a_room_with_members_always_has_a_meeting(@ForAll("lives") List<RoomEvent> life) {
        var room = replay(EMPTY, life);
        assertThat(room.isEmpty() || room.meeting().isPresent()).isTrue();
    }

    @Provide
    Arbitrary<List<RoomEvent>> lives() {
        return events().list().ofMaxSize(30);
    }

    @Provide
    Arbitrary<RoomEvent> events() {
        var members = Arbitraries.integers().between(0, 5).map(id -> member(String.valueOf(id)));
        return Arbitraries.oneOf(
                members.map(RoomTest::joined),
                members.map(member -> new RoomEvent.Left(ID, member.id())),
                Combinators.combine(members, Arbitraries.of(Flag.values()), Arbitraries.of(true, false))
                        .as((member, flag, on) -> new RoomEvent.Changed(ID, member.id(), flag, on)),
                members.set().ofMaxSize(4).map(some -> snapshot(NOON, some.toArray(Member[]::new))),
                Arbitraries.of(new RoomEvent.Ended(ID), new RoomEvent.Unseen(ID)));
    }
}
