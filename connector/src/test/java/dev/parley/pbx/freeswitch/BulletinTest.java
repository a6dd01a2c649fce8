package dev.parley.pbx.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.Description;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BulletinTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Description DESCRIPTION = Description.of("sip:3001@pbx.example", "3001");

    private final Bulletin bulletin = new Bulletin(Room.empty(Attached.ROOM), DESCRIPTION, "pbx.example", NOW);
    private Room room = Room.empty(Attached.ROOM);

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
        becomes(new RoomEvent.Ended(Attached.ROOM));
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
        becomes(new RoomEvent.Snapshot(Attached.ROOM, List.copyOf(room.members()), false, NOW));
        assertThat(bulletin.issues(NOW.plusSeconds(5))).isEmpty();
    }

    private void joins(String name) {
        Member member = new Member(new MemberId(name), new Identity(name, "", false), name, Set.of(), Leg.UNKNOWN);
        becomes(new RoomEvent.Joined(Attached.ROOM, member, NOW));
    }

    private void becomes(RoomEvent event) {
        Room before = room;
        room = room.apply(event);
        bulletin.changed(before, event, room, NOW);
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
