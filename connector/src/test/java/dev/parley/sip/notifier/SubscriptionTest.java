package dev.parley.sip.notifier;

import static dev.parley.sip.notifier.Given.ALICE;
import static dev.parley.sip.notifier.Given.BOB;
import static dev.parley.sip.notifier.Given.NOON;
import static dev.parley.sip.notifier.Given.OK;
import static dev.parley.sip.notifier.Given.SPACE;
import static dev.parley.sip.notifier.Given.STRANGER;
import static dev.parley.sip.notifier.Given.answer;
import static dev.parley.sip.notifier.Given.ended;
import static dev.parley.sip.notifier.Given.member;
import static dev.parley.sip.notifier.Given.subscription;
import static dev.parley.sip.notifier.Given.views;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.Pace;
import dev.parley.conference.reader.Dom;
import dev.parley.conference.reader.ReferenceReader;
import dev.parley.conference.reader.ReferenceReader.Took;
import dev.parley.room.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class SubscriptionTest {
    private final Subscription ofBob = subscription(Subscriber.account("bob"), true);
    private final ReferenceReader reader = new ReferenceReader();

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    private static Element xml(Notification notification) {
        return Dom.valid(notification.document());
    }

    /** The NOTIFY that must be due at that second. */
    private Notification tell(Subscription subscription, Views now, long second) {
        assertThat(subscription.due(at(second)))
                .hasValueSatisfying(due -> assertThat(due).isBeforeOrEqualTo(at(second)));
        return subscription.next(now, SPACE, at(second)).orElseThrow();
    }

    private Notification delivered(Subscription subscription, Views now, long second) {
        Notification notification = tell(subscription, now, second);
        subscription.answered(OK, at(second));
        return notification;
    }

    @Test
    void the_first_notify_is_due_at_once_and_tells_all() {
        Notification first = delivered(ofBob, views(ALICE, BOB), 0);
        assertThat(first.state()).hasToString("active;expires=3600");
        assertThat(reader.read(first.document())).isEqualTo(Took.APPLIED);
        assertThat(reader.version()).isEqualTo(1);
        assertThat(reader.shown().people().keySet()).containsExactly("sip:alice@pbx.example", "sip:bob@pbx.example");
    }

    @Test
    void a_change_is_told_five_seconds_after_the_last_notify_and_with_what_else_changed() {
        reader.read(delivered(ofBob, views(BOB), 0).document());
        ofBob.changed(views(ALICE, BOB), at(1));
        assertThat(ofBob.due(at(1))).contains(at(5));
        assertThat(ofBob.next(views(ALICE, BOB), SPACE, at(4))).isEmpty();
        var zoe = member("7", "zoe", "Zoe");
        ofBob.changed(views(ALICE, BOB, zoe), at(4));
        Notification second = delivered(ofBob, views(ALICE, BOB, zoe), 5);
        assertThat(second.state()).hasToString("active;expires=3595");
        assertThat(xml(second).getAttribute("state")).isEqualTo("partial");
        assertThat(reader.read(second.document())).isEqualTo(Took.APPLIED);
        assertThat(reader.shown().people()).hasSize(3);
    }

    @Test
    void news_that_nobody_can_see_is_not_told() {
        delivered(ofBob, views(BOB), 0);
        ofBob.changed(views(BOB), at(6));
        assertThat(ofBob.next(views(BOB), SPACE, at(6))).isEmpty();
        assertThat(ofBob.due(at(6))).contains(at(3600));
    }

    @Test
    void while_a_notify_is_unanswered_there_is_no_other_and_then_the_newest_state_is_told() {
        Notification first = tell(ofBob, views(BOB), 0);
        ofBob.changed(views(ALICE, BOB), at(7));
        ofBob.refreshed(at(7).plusSeconds(60));
        assertThat(ofBob.due(at(7))).isEmpty();
        assertThat(ofBob.next(views(ALICE, BOB), SPACE, at(7))).isEmpty();
        reader.read(first.document());
        ofBob.answered(OK, at(9));
        Notification second = delivered(ofBob, views(ALICE, BOB), 9);
        assertThat(second.state()).hasToString("active;expires=58");
        reader.read(second.document());
        assertThat(reader.shown().people()).hasSize(2);
    }

    /** RFC 6665 §4.2.1.2, RFC 4575 §3.2; the version goes on (§5.2). */
    @Test
    void a_refresh_is_followed_at_once_by_the_full_state() {
        delivered(ofBob, views(BOB), 0);
        ofBob.refreshed(at(1).plus(Given.HOUR));
        Element root = xml(delivered(ofBob, views(BOB), 1));
        assertThat(root.getAttribute("state")).isEqualTo("full");
        assertThat(root.getAttribute("version")).isEqualTo("2");
        assertThat(ofBob.due(at(1))).contains(at(3601));
    }

    /** RFC 6665 §4.2.1.4, §4.4.3. */
    @Test
    void what_is_taken_back_or_asked_for_once_ends_with_the_full_state() {
        ofBob.ends(Reason.TIMEOUT);
        Notification only = delivered(ofBob, views(ALICE, BOB), 0);
        assertThat(only.state()).hasToString("terminated;reason=timeout");
        assertThat(reader.read(only.document())).isEqualTo(Took.APPLIED);
        assertThat(reader.shown().people()).hasSize(2);
        assertThat(ofBob.isOver()).isTrue();
        assertThat(ofBob.due(at(1))).isEmpty();
    }

    @Test
    void what_is_not_refreshed_ends_when_its_time_is_over() {
        delivered(ofBob, views(BOB), 0);
        assertThat(ofBob.due(at(10))).contains(at(3600));
        assertThat(ofBob.next(views(BOB), SPACE, at(3599))).isEmpty();
        assertThat(delivered(ofBob, views(BOB), 3600).state()).hasToString("terminated;reason=timeout");
        assertThat(ofBob.isOver()).isTrue();
    }

    /** RFC 4575 §3.3, §4.4. */
    @Test
    void the_end_of_the_room_is_the_end_of_the_subscription_and_does_not_wait() {
        reader.read(delivered(ofBob, views(BOB), 0).document());
        ofBob.changed(ended(), at(1));
        assertThat(ofBob.isLive()).isFalse();
        Notification last = delivered(ofBob, views(ALICE), 1);
        assertThat(last.state()).hasToString("terminated;reason=noresource");
        assertThat(reader.read(last.document())).isEqualTo(Took.OVER);
        assertThat(ofBob.isOver()).isTrue();
    }

    @Test
    void an_empty_room_is_waited_for_until_it_begins_and_then_until_it_ends() {
        Subscription early = subscription(Subscriber.account("bob"), false);
        Notification first = delivered(early, ended(), 0);
        assertThat(Dom.text(xml(first), "conference-state/user-count")).isEqualTo("0");
        early.changed(ended(), at(5));
        assertThat(early.isLive()).isTrue();
        early.changed(views(ALICE), at(6));
        assertThat(Dom.text(xml(delivered(early, views(ALICE), 6)), "conference-state/user-count"))
                .isEqualTo("1");
        early.changed(ended(), at(7));
        assertThat(delivered(early, ended(), 7).state()).hasToString("terminated;reason=noresource");
    }

    @Test
    void who_leaves_sees_no_names_any_more_and_after_half_a_minute_nothing() {
        reader.read(delivered(ofBob, views(ALICE, BOB), 0).document());
        ofBob.changed(views(ALICE), at(10));
        reader.read(delivered(ofBob, views(ALICE), 10).document());
        assertThat(reader.everybodyListed()).isEmpty();
        assertThat(reader.shown().count()).isEqualTo("1");
        assertThat(ofBob.due(at(10))).contains(at(40));
        Notification last = delivered(ofBob, views(ALICE), 40);
        assertThat(last.state()).hasToString("terminated;reason=rejected");
        assertThat(last.document()).isEmpty();
        assertThat(ofBob.isOver()).isTrue();
    }

    @Test
    void who_comes_back_within_half_a_minute_stays_subscribed() {
        delivered(ofBob, views(ALICE, BOB), 0);
        ofBob.changed(views(ALICE), at(10));
        delivered(ofBob, views(ALICE), 10);
        ofBob.changed(views(ALICE, BOB), at(39));
        delivered(ofBob, views(ALICE, BOB), 39);
        assertThat(ofBob.due(at(41))).contains(at(3600));
    }

    /** RFC 6665 §4.1.2.3: whoever is let in by the PBX in a moment is told so then, and at once. */
    @Test
    void who_is_not_in_the_room_yet_waits_without_being_told_anything() {
        Notification first = delivered(ofBob, views(ALICE), 0);
        assertThat(first.state()).hasToString("pending;expires=3600");
        assertThat(first.document()).isEmpty();
        ofBob.changed(views(ALICE, STRANGER), at(1));
        assertThat(ofBob.next(views(ALICE, STRANGER), SPACE, at(6))).isEmpty();
        ofBob.changed(views(ALICE, STRANGER, BOB), at(7));
        Notification second = delivered(ofBob, views(ALICE, STRANGER, BOB), 7);
        assertThat(second.state()).hasToString("active;expires=3593");
        assertThat(reader.read(second.document())).isEqualTo(Took.APPLIED);
        assertThat(reader.shown().people()).hasSize(3);
    }

    @Test
    void who_never_comes_is_rejected_without_having_been_told_anything() {
        delivered(ofBob, views(ALICE), 0);
        assertThat(ofBob.due(at(1))).contains(at(30));
        Notification last = delivered(ofBob, views(ALICE), 30);
        assertThat(last.state()).hasToString("terminated;reason=rejected");
        assertThat(last.document()).isEmpty();
    }

    @Test
    void who_is_not_in_the_room_learns_nothing_by_asking_once() {
        ofBob.ends(Reason.TIMEOUT);
        assertThat(delivered(ofBob, views(ALICE), 0).document()).isEmpty();
    }

    @Test
    void where_outsiders_may_count_who_leaves_goes_on_counting() {
        Subscription open = subscription(Subscriber.account("bob"), false);
        delivered(open, views(ALICE, BOB), 0);
        open.changed(views(ALICE), at(10));
        delivered(open, views(ALICE), 10);
        assertThat(open.due(at(100))).contains(at(3600));
    }

    @Test
    void only_the_chair_is_told_what_the_phones_run() {
        Subscription ofAlice = subscription(Subscriber.account("alice"), true);
        assertThat(Dom.texts(xml(delivered(ofAlice, views(ALICE, BOB), 0)), "users/user/endpoint/display-text"))
                .hasSize(2);
        assertThat(Dom.texts(xml(delivered(ofBob, views(ALICE, BOB), 0)), "users/user/endpoint/display-text"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {481, 404, 489})
    void a_phone_that_knows_nothing_of_it_is_told_nothing_more(int code) {
        tell(ofBob, views(BOB), 0);
        ofBob.refreshed(at(7200));
        ofBob.answered(answer(code), at(1));
        assertThat(ofBob.isOver()).isTrue();
        assertThat(ofBob.isLive()).isFalse();
        assertThat(ofBob.due(at(2))).isEmpty();
    }

    @Test
    void a_phone_that_is_silent_is_told_nothing_more() {
        tell(ofBob, views(BOB), 0);
        ofBob.answered(new NotifyAnswer.Silence(), at(32));
        assertThat(ofBob.isOver()).isTrue();
    }

    @Test
    void what_a_phone_could_not_take_is_told_again_in_full_with_longer_and_longer_pauses() {
        delivered(ofBob, views(BOB), 0);
        ofBob.changed(views(ALICE, BOB), at(10));
        tell(ofBob, views(ALICE, BOB), 10);
        ofBob.answered(answer(500), at(11));
        assertThat(ofBob.due(at(11))).contains(at(16));
        Element again = xml(tell(ofBob, views(ALICE, BOB), 16));
        assertThat(again.getAttribute("state")).isEqualTo("full");
        assertThat(again.getAttribute("version")).isEqualTo("3");
        ofBob.answered(answer(500), at(17));
        assertThat(ofBob.due(at(17))).contains(at(27));
        for (int i = 0; i < 9; i++) {
            Instant due = ofBob.due(at(17)).orElseThrow();
            assertThat(ofBob.next(views(ALICE, BOB), SPACE, due)).isPresent();
            ofBob.answered(answer(500), due);
            assertThat(ofBob.due(due))
                    .hasValueSatisfying(next -> assertThat(Duration.between(due, next))
                            .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5)));
        }
    }

    @Test
    void a_phone_that_asks_for_a_pause_gets_it_unless_it_subscribes_anew() {
        delivered(ofBob, views(BOB), 0);
        ofBob.changed(views(ALICE, BOB), at(10));
        tell(ofBob, views(ALICE, BOB), 10);
        ofBob.answered(new NotifyAnswer.Final(503, Optional.of(Duration.ofSeconds(120))), at(10));
        assertThat(ofBob.due(at(10))).contains(at(130));
        ofBob.refreshed(at(20).plus(Given.HOUR));
        delivered(ofBob, views(ALICE, BOB), 20);
        ofBob.changed(views(BOB), at(21));
        assertThat(ofBob.due(at(21))).contains(at(25));
    }

    @Test
    void a_pause_for_ever_lasts_no_longer_than_the_subscription() {
        tell(ofBob, views(BOB), 0);
        ofBob.answered(new NotifyAnswer.Final(503, Optional.of(Duration.ofSeconds(Long.MAX_VALUE))), at(0));
        assertThat(ofBob.due(at(0))).contains(at(3600));
    }

    @Test
    void the_last_notify_is_the_last_however_it_is_answered_and_whatever_happens_meanwhile() {
        tell(ofBob, views(BOB), 0);
        ofBob.answered(OK, at(0));
        ofBob.ends(Reason.DEACTIVATED);
        Notification last = tell(ofBob, views(BOB), 1);
        assertThat(last.state()).hasToString("terminated;reason=deactivated");
        assertThat(last.document()).isEmpty();
        ofBob.changed(views(ALICE, BOB), at(2));
        ofBob.answered(answer(500), at(2));
        assertThat(ofBob.isOver()).isTrue();
        assertThat(ofBob.next(views(ALICE, BOB), SPACE, at(60))).isEmpty();
    }

    @Test
    void what_ends_while_a_notify_is_unanswered_is_said_after_it() {
        tell(ofBob, views(BOB), 0);
        ofBob.changed(ended(), at(1));
        ofBob.answered(answer(500), at(2));
        assertThat(ofBob.isOver()).isFalse();
        assertThat(delivered(ofBob, ended(), 2).state()).hasToString("terminated;reason=noresource");
    }

    /** Who left is shown as disconnected once, and taken off the list at the next turn though nothing changes. */
    @Test
    void a_leaver_is_taken_off_the_list_by_one_more_notify() {
        Meeting meeting = new Meeting(ALICE, BOB);
        reader.read(delivered(ofBob, meeting.views(), 0).document());
        meeting.leaves(ALICE, at(10));
        ofBob.changed(meeting.views(), at(10));
        reader.read(delivered(ofBob, meeting.views(), 10).document());
        assertThat(reader.everybodyListed()).hasSize(2);
        assertThat(ofBob.due(at(10))).contains(at(15));
        reader.read(delivered(ofBob, meeting.views(), 15).document());
        assertThat(reader.everybodyListed()).hasSize(1);
        assertThat(ofBob.due(at(15))).contains(at(3600));
    }

    @Test
    void what_does_not_fit_is_told_with_less_and_with_all_again_once_it_fits() {
        var many = IntStream.range(0, 20)
                .mapToObj(i -> member("m" + i, "user" + i, "Somebody with a name " + i))
                .toArray(Member[]::new);
        many[0] = BOB;
        int full = ofBob.next(views(many), SPACE, at(0)).orElseThrow().document().length;
        ofBob.answered(OK, at(0));

        Subscription tight = subscription(Subscriber.account("bob"), true);
        Notification reduced = tight.next(views(many), full - 1, at(0)).orElseThrow();
        tight.answered(OK, at(0));
        assertThat(reduced.document().length).isLessThan(full);
        assertThat(Dom.all(xml(reduced), "users/user")).hasSize(20);
        assertThat(Dom.texts(xml(reduced), "users/user/display-text")).isEmpty();

        tight.refreshed(at(4000));
        Notification count = tight.next(views(many), 10, at(1)).orElseThrow();
        tight.answered(OK, at(1));
        assertThat(Dom.text(xml(count), "conference-state/user-count")).isEqualTo("20");
        assertThat(Dom.texts(xml(count), "users/user").stream().filter(text -> !text.isEmpty()))
                .isEmpty();

        tight.changed(views(ALICE, BOB), at(10));
        Notification all = tight.next(views(ALICE, BOB), full - 1, at(10)).orElseThrow();
        assertThat(Dom.texts(xml(all), "users/user/display-text")).containsExactly("Alice", "Bob");
    }

    @Test
    void one_of_before_a_restart_says_nothing_until_the_room_is_in_sight() {
        Subscription resumed = resumed(new Memory(true, true, 140, Set.of("sip:gone@pbx.example")));

        resumed.changed(views(), NOON);
        assertThat(resumed.next(views(), SPACE, NOON)).isEmpty();
        resumed.inSight(views(ALICE), NOON);

        String document =
                new String(resumed.next(views(ALICE), SPACE, NOON).orElseThrow().document(), UTF_8);
        assertThat(document)
                .contains("version=\"141\"")
                .containsPattern("(?s)entity=\"sip:gone@pbx.example\"\\s+state=\"deleted\"");
    }

    @Test
    void one_of_before_a_restart_that_lapses_unseen_ends_without_a_word_of_the_room() {
        Subscription resumed = resumed(new Memory(true, true, 140, Set.of("sip:alice@pbx.example")));

        Notification last = resumed.next(views(), SPACE, NOON.plus(Given.HOUR)).orElseThrow();

        assertThat(last.state().toString()).isEqualTo("terminated;reason=timeout");
        assertThat(last.document()).isEmpty();
    }

    private static Subscription resumed(Memory memory) {
        Admission admission = new Admission(Subscriber.account("alice"), true, memory.admitted(), Optional.empty());
        return Subscription.resumed(admission, Pace.RECOMMENDED, NOON.plus(Given.HOUR), memory);
    }
}
