package dev.parley.sip.publish;

import static dev.parley.sip.publish.Given.ROOM;
import static dev.parley.sip.publish.Given.TEN_MINUTES;
import static dev.parley.sip.publish.Given.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conference.ConferenceInfo;
import dev.parley.conference.Pace;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rooms are published while they live. */
class PublisherTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private volatile List<String> members = List.of();
    private final MemoryServer server = new MemoryServer();
    private final Publisher publisher = new Publisher(
            new PublishedRooms() {
                @Override
                public boolean isOver(RoomId room) {
                    return members.isEmpty();
                }

                @Override
                public ConferenceInfo info(RoomId room) {
                    return Given.info(members.toArray(String[]::new));
                }
            },
            server,
            Pace.every(Duration.ofMillis(1)),
            TEN_MINUTES,
            Thread::startVirtualThread,
            Clock.systemUTC());

    private void become(String... accounts) {
        members = List.of(accounts);
        publisher.news(ROOM);
    }

    @AfterEach
    void let_go() {
        server.resume();
    }

    @Test
    void an_empty_room_is_not_published() {
        become();
        assertThat(server.seen()).isEmpty();
        assertThat(publisher.held()).isZero();
    }

    @Test
    void a_room_is_published_changed_and_taken_back() {
        become("alice");
        server.awaitSeen(1);
        await().atMost(SOON).until(() -> publisher.held() == 1);
        become("alice", "bob");
        assertThat(text(server.awaitSeen(2).get(1))).contains("sip:bob@");
        become();
        List<PublishRequest> all = server.awaitSeen(4);
        assertThat(text(all.get(2))).contains("<user-count>0</user-count>");
        assertThat(all.get(3).isRemoval()).isTrue();
        await().atMost(SOON).until(() -> publisher.held() == 0);
        assertThat(server.has(ROOM)).isFalse();
    }

    @Test
    void of_many_changes_while_one_is_under_way_the_last_state_is_published() {
        server.hold();
        become("alice");
        server.awaitSeen(1);
        become("alice", "bob");
        become("alice", "bob", "carol");
        become("alice", "dave");
        server.resume();
        assertThat(text(server.awaitSeen(2).get(1))).contains("dave").doesNotContain("carol");
    }

    @Test
    void a_room_that_begins_again_while_it_is_taken_back_is_published_again() {
        become("alice");
        await().atMost(SOON).until(() -> publisher.held() == 1);
        server.hold();
        become();
        server.awaitSeen(2);
        become("bob");
        server.resume();
        assertThat(text(server.awaitSeen(4).get(3))).contains("sip:bob@");
        assertThat(server.seen().get(3).ifMatch()).isEmpty();
    }

    @Test
    void at_the_end_of_parley_everything_is_taken_back_and_nothing_more_published() throws InterruptedException {
        become("alice");
        await().atMost(SOON).until(() -> publisher.held() == 1);
        assertThat(publisher.withdraw(SOON)).isTrue();
        assertThat(server.has(ROOM)).isFalse();
        assertThat(server.seen()).hasSize(2);
        become("alice", "bob");
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    void a_silent_server_does_not_hold_up_the_end_for_longer_than_that() throws InterruptedException {
        server.hold();
        become("alice");
        server.awaitSeen(1);
        assertThat(publisher.withdraw(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void a_room_that_was_forgotten_by_the_server_is_there_again() {
        become("alice");
        await().atMost(SOON).until(() -> publisher.held() == 1);
        server.publish(ROOM, PublishRequest.removal("tag-1"));
        become("alice", "bob");
        await().atMost(SOON).until(() -> server.has(ROOM));
        assertThat(publisher.failing()).isZero();
    }
}
