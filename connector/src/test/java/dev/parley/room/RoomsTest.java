package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final RoomId ID = new RoomId("main", "3001");
    private static final RoomId OTHER = new RoomId("main", "3002");
    private static final RoomId ELSEWHERE = new RoomId("branch", "3001");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static RoomEvent joined(RoomId room, String id) {
        var member = new Member(new MemberId(id), Identity.UNKNOWN, "", Set.of(), Leg.UNKNOWN);
        return new RoomEvent.Joined(room, member, NOON);
    }

    private static RoomEvent left(RoomId room, String id) {
        return new RoomEvent.Left(room, new MemberId(id));
    }

    private static Rooms here(RoomListener... listeners) {
        return new Rooms(Runnable::run, List.of(listeners));
    }

    @Test
    void a_room_is_known_from_its_first_join_and_forgotten_when_it_ends() {
        var rooms = here();
        rooms.happened(joined(ID, "1"));
        assertThat(rooms.get(ID).members()).hasSize(1);
        rooms.happened(left(ID, "1"));
        rooms.happened(new RoomEvent.Ended(ID));
        assertThat(rooms.all()).isEmpty();
        assertThat(rooms.get(ID)).isEqualTo(Room.empty(ID));
    }

    @Test
    void a_room_that_ends_after_its_last_member_has_left_is_told_to_have_ended() {
        List<RoomEvent> seen = new ArrayList<>();
        var rooms = here((before, event, after) -> seen.add(event));
        rooms.happened(joined(ID, "1"));
        rooms.happened(left(ID, "1"));
        rooms.happened(new RoomEvent.Ended(ID));
        assertThat(seen).containsExactly(joined(ID, "1"), left(ID, "1"), new RoomEvent.Ended(ID));
    }

    @Test
    void who_comes_back_before_the_room_ends_is_in_the_same_meeting() {
        var rooms = here();
        rooms.happened(joined(ID, "1"));
        var meeting = rooms.get(ID).meeting();
        rooms.happened(left(ID, "1"));
        rooms.happened(joined(ID, "2"));
        assertThat(rooms.get(ID).meeting()).isPresent().isEqualTo(meeting);
    }

    @Test
    void asking_about_an_unknown_room_leaves_nothing_behind() {
        var rooms = here();
        rooms.inOrder(ID, room -> assertThat(room.isEmpty()).isTrue());
        assertThat(rooms.all()).isEmpty();
    }

    @Test
    void listeners_see_changes_and_nothing_else() {
        List<RoomEvent> seen = new ArrayList<>();
        var rooms = here((before, event, after) -> seen.add(event));
        rooms.happened(joined(ID, "1"));
        rooms.happened(joined(ID, "1"));
        rooms.happened(left(ID, "unknown"));
        assertThat(seen).containsExactly(joined(ID, "1"));
    }

    @Test
    void rooms_that_a_pbx_does_not_list_have_ended_and_those_of_others_have_not() {
        var rooms = here();
        List.of(ID, OTHER, ELSEWHERE).forEach(room -> rooms.happened(joined(room, "1")));
        rooms.listed("main", Set.of(OTHER));
        assertThat(rooms.all()).map(Room::id).containsExactlyInAnyOrder(OTHER, ELSEWHERE);
    }

    @Test
    void out_of_sight_only_that_pbxs_rosters_are_stale() {
        var rooms = here();
        List.of(ID, ELSEWHERE).forEach(room -> rooms.happened(joined(room, "1")));
        rooms.unseen("main");
        assertThat(rooms.get(ID).seen()).isFalse();
        assertThat(rooms.get(ID).members()).hasSize(1);
        assertThat(rooms.get(ELSEWHERE).seen()).isTrue();
    }

    @Test
    void one_thread_at_a_time_is_asked_for_however_much_waits() {
        Queue<Runnable> asked = new ArrayDeque<>();
        var rooms = new Rooms(asked::add, List.of());
        rooms.happened(joined(ID, "1"));
        rooms.happened(joined(ID, "2"));
        assertThat(asked).hasSize(1);
        asked.remove().run();
        assertThat(rooms.get(ID).members()).hasSize(2);
        rooms.happened(joined(ID, "3"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_text_sees_the_room_as_it_was_when_its_turn_came() {
        Queue<Runnable> asked = new ArrayDeque<>();
        var rooms = new Rooms(asked::add, List.of());
        List<Integer> sizes = new ArrayList<>();
        rooms.happened(joined(ID, "1"));
        rooms.inOrder(ID, room -> sizes.add(room.members().size()));
        rooms.happened(joined(ID, "2"));
        rooms.inOrder(ID, room -> sizes.add(room.members().size()));
        asked.remove().run();
        assertThat(sizes).containsExactly(1, 2);
    }

    @Test
    void a_task_that_fails_does_not_stop_the_room() throws Exception {
        List<Throwable> told = new ArrayList<>();
        Queue<Runnable> asked = new ArrayDeque<>();
        var rooms = new Rooms(asked::add, List.of());
        rooms.inOrder(ID, room -> {
            throw new IllegalStateException("a bug");
        });
        rooms.inOrder(ID, room -> {
            throw new AssertionError("a worse one");
        });
        rooms.happened(joined(ID, "1"));

        Thread thread = Thread.ofPlatform()
                .uncaughtExceptionHandler((where, failure) -> told.add(failure))
                .start(asked.remove());
        thread.join();

        assertThat(told).map(Throwable::getMessage).containsExactly("a bug", "a worse one");
        assertThat(rooms.get(ID).members()).hasSize(1);
    }

    @Test
    void each_writers_order_is_kept_and_nothing_is_lost_while_rooms_come_and_go() throws Exception {
        int writers = 4;
        int each = 2_000;
        List<List<Integer>> done = new ArrayList<>();
        int[] counted = {0}; // not atomic: two threads at work in one room would lose counts
        CountDownLatch all = new CountDownLatch(writers * each);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var rooms = new Rooms(executor, List.of());
            for (int writer = 0; writer < writers; writer++) {
                List<Integer> mine = new ArrayList<>();
                done.add(mine);
                executor.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        int number = i;
                        rooms.inOrder(ID, room -> {
                            mine.add(number);
                            counted[0]++;
                            all.countDown();
                        });
                    }
                });
            }
            all.await();
        }
        assertThat(counted[0]).isEqualTo(writers * each);
        assertThat(done).allSatisfy(mine -> assertThat(mine).hasSize(each).isSorted());
    }
}
