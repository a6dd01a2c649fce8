package dev.parley.pbx.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Links;
import dev.parley.conference.Attendances;
import dev.parley.conference.Description;
import dev.parley.conference.User;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BulletinTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final RoomId BRANCH = new RoomId("branch", "4001");
    private static final Links LINKS = new Links(List.of(Set.of(Attached.ROOM, BRANCH)));
    private static final Description DESCRIPTION = Description.of("sip:3001@pbx.example", "3001");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Attendances attendances = new Attendances(LINKS::of, pbx -> pbx + ".example", clock, news -> {});
    private final Rooms rooms = new Rooms(Runnable::run, List.of(attendances));
    private final Bulletin bulletin = new Bulletin(attendances.conference(Attached.ROOM), DESCRIPTION, NOW);

    @Test
    void news_wait_five_seconds_for_each_other() {
        joins("ann");
        assertThat(bulletin.due(NOW)).contains(NOW);
        assertThat(words(NOW)).containsExactly("full to all");
        joins("bob");
        assertThat(bulletin.due(NOW.plusSeconds(1))).contains(NOW.plusSeconds(5));
        assertThat(words(NOW.plusSeconds(5))).containsExactly("partial to all");
        assertThat(bulletin.due(NOW.plusSeconds(6))).isEmpty();
    }

    @Test
    void who_subscribes_is_told_at_once_and_all() {
        joins("ann");
        bulletin.issues(NOW);
        bulletin.asked("c1");
        assertThat(bulletin.due(NOW.plusSeconds(1))).contains(NOW.plusSeconds(1));
        assertThat(words(NOW.plusSeconds(1))).containsExactly("full to c1");
    }

    @Test
    void who_subscribes_amid_news_gets_what_the_others_get_by_then() {
        joins("ann");
        bulletin.issues(NOW);
        joins("bob");
        bulletin.asked("c1");
        List<Bulletin.Issue> issues = bulletin.issues(NOW.plusSeconds(1));
        assertThat(issues).extracting(issue -> issue.document().version()).containsOnly(NOW.getEpochSecond() + 2);
    }

    @Test
    void the_end_of_a_room_ends_its_subscriptions_and_versions_go_on() {
        joins("ann");
        bulletin.issues(NOW);
        happens(new RoomEvent.Ended(Attached.ROOM));
        List<Bulletin.Issue> issues = bulletin.issues(NOW);
        assertThat(issues.getLast().last()).isTrue();
        long last = issues.getLast().document().version();
        joins("bob");
        assertThat(bulletin.issues(NOW).getFirst().document().version()).isGreaterThan(last);
    }

    @Test
    void a_room_in_which_nobody_was_yet_does_not_end() {
        bulletin.asked("c1");
        assertThat(bulletin.issues(NOW)).noneMatch(Bulletin.Issue::last).isNotEmpty();
    }

    @Test
    void what_readers_do_not_see_is_no_news() {
        joins("ann");
        bulletin.issues(NOW);
        happens(new RoomEvent.Snapshot(
                Attached.ROOM, List.copyOf(rooms.get(Attached.ROOM).members()), false, NOW));
        assertThat(bulletin.issues(NOW.plusSeconds(5))).isEmpty();
    }

    @Test
    void who_is_in_a_linked_room_is_told_of_too() {
        joins("ann");
        bulletin.issues(NOW);
        joins(BRANCH, "bob");
        assertThat(bulletin.issues(NOW.plusSeconds(5)))
                .singleElement()
                .satisfies(issue -> assertThat(issue.document().users())
                        .extracting(User::entity)
                        .containsExactly("sip:bob@branch.example"));
    }

    @Test
    void a_room_does_not_end_while_its_chat_goes_on_elsewhere() {
        joins("ann");
        joins(BRANCH, "bob");
        happens(new RoomEvent.Ended(Attached.ROOM));
        assertThat(bulletin.issues(NOW)).noneMatch(Bulletin.Issue::last);
        happens(new RoomEvent.Ended(BRANCH));
        assertThat(bulletin.issues(NOW.plusSeconds(5)).getLast().last()).isTrue();
    }

    private void joins(String name) {
        joins(Attached.ROOM, name);
    }

    private void joins(RoomId room, String name) {
        Member member = new Member(new MemberId(name), new Identity(name, "", false), name, Set.of(), Leg.UNKNOWN);
        happens(new RoomEvent.Joined(room, member, NOW));
    }

    private void happens(RoomEvent event) {
        rooms.happened(event);
        bulletin.become(attendances.conference(Attached.ROOM));
    }

    private List<String> words(Instant now) {
        return bulletin.issues(now).stream()
                .map(issue -> state(issue) + " to " + issue.callId().orElse("all"))
                .toList();
    }

    private static String state(Bulletin.Issue issue) {
        return issue.document().state().name().toLowerCase(Locale.ROOT);
    }
}
