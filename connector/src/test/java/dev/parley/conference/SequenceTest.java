package dev.parley.conference;

import static dev.parley.conference.Given.ALICE;
import static dev.parley.conference.Given.BOB;
import static dev.parley.conference.Given.NOON;
import static dev.parley.conference.Given.STRANGER;
import static dev.parley.conference.Given.info;
import static dev.parley.conference.Given.joined;
import static dev.parley.conference.Given.left;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.Dom;
import dev.parley.conference.reader.ReferenceReader;
import dev.parley.room.Flag;
import dev.parley.room.Leg;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Full and partial documents and their versions (RFC 4575 §4.4, §4.6, §5.2). */
class SequenceTest {
    private static final Departure BOOTED =
            new Departure(Optional.of(DisconnectionMethod.BOOTED), NOON, Optional.of("sip:alice@pbx.example"));

    private final Life life = new Life().happens(joined(ALICE), joined(BOB), joined(STRANGER));
    private final Sequence told = Sequence.begin().full(life.info()).delivered();

    private static Element xml(Document document) {
        return Dom.valid(document.bytes());
    }

    private Sequence.Step next(RoomEvent... events) {
        return told.next(life.happens(events).info()).orElseThrow();
    }

    private static RoomEvent muted(boolean on) {
        return new RoomEvent.Changed(Given.ROOM, BOB.id(), Flag.MUTED, on);
    }

    @Test
    void versions_begin_at_one_and_go_up_by_one() {
        assertThat(told.version()).isEqualTo(1);
        Sequence.Step second = next(muted(true));
        assertThat(second.document().version()).isEqualTo(2);
        assertThat(second.delivered().full(life.info()).document().version()).isEqualTo(3);
    }

    @Test
    void where_nothing_visible_changed_nothing_is_told() {
        assertThat(told.next(life.info())).isEmpty();
        life.happens(
                new RoomEvent.Changed(Given.ROOM, BOB.id(), Flag.TALKING, true),
                new RoomEvent.Unseen(Given.ROOM),
                muted(true),
                muted(false));
        assertThat(told.next(life.info())).isEmpty();
    }

    @Test
    void a_list_of_the_pbx_in_another_order_is_no_change() {
        var mobile = Given.member("4", "bob", "Bob mobile");
        Sequence both = next(joined(mobile)).delivered();
        life.happens(new RoomEvent.Snapshot(Given.ROOM, List.of(mobile, STRANGER, BOB, ALICE), false, NOON));
        assertThat(both.next(life.info())).isEmpty();
    }

    /** §4.4: the default is full, so partial is written on conference-info and on users, else the roster is flushed. */
    @Test
    void a_change_is_told_as_one_full_row_in_partial_users() {
        Element root = xml(next(muted(true)).document());
        assertThat(root.getAttribute("state")).isEqualTo("partial");
        assertThat(Dom.all(root, "users").getFirst().getAttribute("state")).isEqualTo("partial");
        assertThat(Dom.all(root, "users/user"))
                .map(user -> user.getAttribute("state"))
                .containsExactly("full");
        assertThat(Dom.all(root, "users/user/endpoint"))
                .map(user -> user.getAttribute("state"))
                .containsExactly("full");
        assertThat(Dom.texts(root, "users/user/display-text")).containsExactly("Bob");
        assertThat(Dom.texts(root, "users/user/endpoint/media/status")).containsExactly("recvonly");
    }

    /** §4.4: what has no state of its own is replaced whole; Jitsi Desktop refuses documents that lack it. */
    @Test
    void every_document_has_the_same_whole_description_and_state() {
        Document partial = next(muted(true)).document();
        for (Document document : List.of(partial, told.end(Given.DESCRIPTION))) {
            Element root = xml(document);
            assertThat(Dom.text(root, "conference-description"))
                    .isEqualTo(Dom.text(xml(told.current().orElseThrow()), "conference-description"));
            assertThat(Dom.texts(root, "conference-state/user-count")).hasSize(1);
            assertThat(Dom.texts(root, "conference-state/active")).hasSize(1);
            assertThat(Dom.texts(root, "conference-state/locked")).hasSize(1);
            assertThat(Dom.all(root, "users")).hasSize(1);
            assertThat(root.getPrefix()).isNull();
        }
    }

    /** §5.7.6: a leaver is shown once with the time and the way of leaving, then deleted. */
    @Test
    void a_leaver_is_shown_as_disconnected_and_then_deleted() {
        life.attendance(life.attendance().leaving(BOB.id(), BOOTED));
        Sequence.Step farewell = next(left(BOB));
        Element root = xml(farewell.document());
        assertThat(Dom.text(root, "conference-state/user-count")).isEqualTo("2");
        assertThat(Dom.texts(root, "users/user/endpoint/status")).containsExactly("disconnected");
        assertThat(Dom.texts(root, "users/user/endpoint/disconnection-method")).containsExactly("booted");
        assertThat(Dom.texts(root, "users/user/endpoint/disconnection-info/by"))
                .containsExactly("sip:alice@pbx.example");
        assertThat(Dom.texts(root, "users/user/endpoint/disconnection-info/when"))
                .containsExactly("2026-11-24T12:00:04Z");
        assertThat(farewell.delivered().owesDeletion()).isTrue();

        Sequence.Step deletion = farewell.delivered().next(life.info()).orElseThrow();
        assertThat(deletion.document().users()).isEmpty();
        assertThat(deletion.document().deleted()).containsExactly("sip:bob@pbx.example");
        assertThat(Dom.all(xml(deletion.document()), "users/user"))
                .map(Dom::state)
                .containsExactly("deleted");
        assertThat(deletion.delivered().owesDeletion()).isFalse();
        assertThat(deletion.delivered().next(life.info())).isEmpty();
    }

    @Test
    void who_is_about_to_be_removed_is_there_until_it_has_happened() {
        life.attendance(life.attendance().leaving(BOB.id(), BOOTED));
        assertThat(told.next(life.info())).isEmpty();
    }

    @Test
    void how_somebody_left_is_not_made_up() {
        Element root = xml(next(left(BOB)).document());
        assertThat(Dom.all(root, "users/user/endpoint/disconnection-method")).isEmpty();
    }

    @Test
    void a_second_phone_that_is_hung_up_leaves_the_person_in_the_room() {
        var mobile = Given.member("4", "bob", "Bob");
        Sequence both = next(joined(mobile)).delivered();
        Sequence.Step farewell = both.next(life.happens(left(mobile)).info()).orElseThrow();
        Element root = xml(farewell.document());
        assertThat(Dom.texts(root, "users/user/endpoint/status")).containsExactly("connected", "disconnected");
        Element after = xml(farewell.delivered().next(life.info()).orElseThrow().document());
        assertThat(Dom.texts(after, "users/user/endpoint/status")).containsExactly("connected");
    }

    @Test
    void in_a_large_room_a_leaver_is_deleted_at_once() {
        IntStream.range(10, 70).forEach(i -> life.happens(joined(Given.member("" + i, "u" + i, "U"))));
        Sequence large = told.full(life.info()).delivered();
        Document document =
                large.next(life.happens(left(BOB)).info()).orElseThrow().document();
        assertThat(document.state()).isEqualTo(State.PARTIAL);
        assertThat(document.users()).isEmpty();
        assertThat(document.deleted()).containsExactly("sip:bob@pbx.example");
    }

    @Test
    void who_came_and_went_between_two_documents_is_not_mentioned() {
        var passer = Given.member("7", "zoe", "Zoe");
        life.happens(joined(passer), left(passer));
        assertThat(told.next(life.info())).isEmpty();
    }

    @Test
    void somebody_who_turns_out_to_be_known_is_another_user_and_has_not_left() {
        Document document = next(new RoomEvent.Described(
                        Given.ROOM, STRANGER.id(), Given.account("carol"), Leg.UNKNOWN))
                .document();
        assertThat(document.users()).map(User::entity).containsExactly("sip:carol@pbx.example");
        assertThat(document.deleted()).singleElement().asString().startsWith("sip:anonymous-");
    }

    @Test
    void when_everybody_changed_the_document_is_full_because_it_is_smaller() {
        Room all = life.room();
        for (var member : List.of(ALICE, BOB, STRANGER)) {
            all = all.apply(new RoomEvent.Changed(Given.ROOM, member.id(), Flag.HELD, true));
        }
        assertThat(told.next(info(all, life.attendance()))
                        .orElseThrow()
                        .document()
                        .state())
                .isEqualTo(State.FULL);
    }

    /** Linphone 5.1 removes nobody whom a full document just lacks. */
    @Test
    void a_full_document_too_lists_leavers_whom_the_reader_may_still_hold() {
        Document farewell = told.full(life.happens(left(BOB)).info()).document();
        assertThat(farewell.state()).isEqualTo(State.FULL);
        assertThat(farewell.users()).hasSize(3);
        Sequence shown = told.full(life.info()).delivered();
        assertThat(shown.full(life.info()).document().deleted()).containsExactly("sip:bob@pbx.example");
        assertThat(told.full(info(ALICE)).document().deleted()).hasSize(2).contains("sip:bob@pbx.example");
    }

    /** A NOTIFY that failed may or may not have been read: the next one is full, and nobody stays listed by mistake. */
    @Test
    void after_a_failure_the_next_document_is_full_and_deletes_whoever_may_be_held() {
        var zoe = Given.member("7", "zoe", "Zoe");
        Sequence failed = next(joined(zoe)).failed();
        assertThat(failed.current()).isEmpty();
        Document document = failed.next(life.happens(left(zoe), left(BOB)).info())
                .orElseThrow()
                .document();
        assertThat(document.state()).isEqualTo(State.FULL);
        assertThat(document.version()).isEqualTo(3);
        assertThat(document.deleted()).containsExactlyInAnyOrder("sip:bob@pbx.example", "sip:zoe@pbx.example");
    }

    /** §5.2: a full document after a partial one may repeat its version. Whoever asks again holds what all others hold. */
    @Test
    void a_late_subscriber_of_a_shared_sequence_can_take_the_next_partial_document() {
        ReferenceReader late = new ReferenceReader();
        assertThat(late.read(next(muted(true)).document())).isEqualTo(ReferenceReader.Took.ASKS_FOR_FULL);
        assertThat(late.read(told.current().orElseThrow())).isEqualTo(ReferenceReader.Took.APPLIED);
        assertThat(late.read(next(muted(true)).document())).isEqualTo(ReferenceReader.Took.APPLIED);
        assertThat(late.version()).isEqualTo(2);
    }

    /** §4.6: a gap is noticed by the strict reader, and the full state closes it. */
    @Test
    void a_reader_that_missed_a_document_recovers_by_the_full_state() {
        ReferenceReader reader = new ReferenceReader();
        reader.read(told.current().orElseThrow());
        Sequence missed = next(muted(true)).delivered();
        Sequence.Step third = missed.next(life.happens(muted(false), joined(Given.member("8", "", "")))
                        .info())
                .orElseThrow();
        assertThat(reader.read(third.document())).isEqualTo(ReferenceReader.Took.ASKS_FOR_FULL);
        assertThat(reader.read(third.delivered().current().orElseThrow())).isEqualTo(ReferenceReader.Took.APPLIED);
        assertThat(reader.shown().people()).hasSize(4);
    }

    /** Linphone 5.1 gives a subscription up when a version goes back, as it would after a restart. */
    @Test
    void a_sequence_begun_later_never_goes_back_behind_an_earlier_one() {
        Sequence before = Sequence.begin(NOON).full(life.info()).delivered();
        Sequence restarted = Sequence.begin(NOON.plusSeconds(2));
        assertThat(restarted.full(life.info()).document().version()).isGreaterThan(before.version());
    }

    @Test
    void versions_stay_in_32_bits_since_a_sequence_says_when_it_is_spent() {
        assertThat(told.isSpent()).isFalse();
        Sequence late = Sequence.begin(Instant.ofEpochSecond(0xFFFF_FFFFL - 100_000));
        assertThat(late.isSpent()).isTrue();
        assertThat(xml(late.full(life.info()).document()).getAttribute("state")).isEqualTo("full");
    }

    /** §4.4: the content of a deleted conference is nobody's; description and users are there for Jitsi Desktop. */
    @Test
    void the_end_of_a_room_is_a_deleted_document_with_the_next_version() {
        Document end = told.end(Given.DESCRIPTION);
        Element root = xml(end);
        assertThat(root.getAttribute("state")).isEqualTo("deleted");
        assertThat(root.getAttribute("version")).isEqualTo("2");
        assertThat(Dom.text(root, "conference-state/active")).isEqualTo("false");
        ReferenceReader reader = new ReferenceReader();
        reader.read(told.current().orElseThrow());
        assertThat(reader.read(end)).isEqualTo(ReferenceReader.Took.OVER);
        assertThat(reader.shown().people()).isEmpty();
    }

    @Test
    void a_document_is_utf8_without_indentation() {
        byte[] bytes =
                told.full(info(Given.member("1", "a", "Zoë 👍"))).document().bytes();
        String xml = new String(bytes, StandardCharsets.UTF_8);
        assertThat(xml).contains("<display-text>Zoë 👍</display-text>").doesNotContain("  ", ">\n<d");
        assertThat(Document.CONTENT_TYPE).isEqualTo("application/conference-info+xml");
    }
}
