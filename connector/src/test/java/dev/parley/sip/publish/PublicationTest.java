package dev.parley.sip.publish;

import static dev.parley.sip.publish.Given.NOON;
import static dev.parley.sip.publish.Given.TEN_MINUTES;
import static dev.parley.sip.publish.Given.accepted;
import static dev.parley.sip.publish.Given.info;
import static dev.parley.sip.publish.Given.refused;
import static dev.parley.sip.publish.Given.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3903 §4 and §6, seen from who publishes. */
class PublicationTest {
    private static final Instant LATER = NOON.plusSeconds(60);

    private final Publication begun = Publication.begin(Pace.RECOMMENDED, TEN_MINUTES, NOON);
    private final Publication held = after(begun, accepted("a"), NOON, "alice");

    /** As it is after that answer to a PUBLISH of a room with these people. */
    private static Publication after(Publication before, PublishAnswer answer, Instant at, String... accounts) {
        Publication.Telling telling = before.next(info(accounts), at).orElseThrow();
        return before.sent(at).answered(telling, answer, at);
    }

    private static PublishRequest next(Publication publication, Instant at, String... accounts) {
        return publication.next(info(accounts), at).orElseThrow().request();
    }

    @Test
    void a_room_is_published_at_once_and_names_no_older_publication() {
        assertThat(begun.due(NOON)).contains(NOON);
        PublishRequest first = next(begun, NOON, "alice");
        assertThat(first.ifMatch()).isEmpty();
        assertThat(first.expires()).isEqualTo(TEN_MINUTES);
        assertThat(text(first)).contains("state=\"full\"").contains("sip:alice@pbx.example");
    }

    @Test
    void a_change_is_published_whole_and_names_the_publication_of_the_last_answer() {
        Publication twice = after(held.changed(), accepted("b"), LATER, "alice", "bob");
        PublishRequest third = next(twice.changed(), LATER.plusSeconds(60), "alice", "bob", "carol");
        assertThat(third.ifMatch()).contains("b");
        assertThat(text(third))
                .contains("state=\"full\"")
                .contains("alice")
                .contains("bob")
                .contains("carol");
    }

    @Test
    void changes_wait_until_five_seconds_after_the_last_publish() {
        assertThat(held.changed().due(NOON.plusSeconds(1))).contains(NOON.plusSeconds(5));
        assertThat(held.changed().due(LATER)).contains(LATER);
    }

    @Test
    void a_change_that_no_document_says_is_not_published() {
        assertThat(held.changed().next(info("alice"), LATER)).isEmpty();
        assertThat(held.changed().waived().due(LATER)).isEqualTo(held.due(LATER));
    }

    @Test
    void what_changes_while_a_publish_is_under_way_is_published_next() {
        Publication.Telling telling = begun.next(info("alice"), NOON).orElseThrow();
        Publication answered = begun.sent(NOON).changed().answered(telling, accepted("a"), NOON);
        assertThat(answered.due(NOON)).contains(NOON.plusSeconds(5));
    }

    @Test
    void it_is_refreshed_with_its_document_before_the_server_drops_it() {
        assertThat(held.due(NOON)).contains(NOON.plusSeconds(540));
        PublishRequest refresh = next(held, NOON.plusSeconds(540), "alice");
        assertThat(refresh.ifMatch()).contains("a");
        assertThat(text(refresh)).contains("alice");
    }

    @Test
    void the_server_says_how_long_it_keeps_it() {
        PublishAnswer shorter = new PublishAnswer.Accepted(Optional.of("a"), Optional.of(Duration.ofSeconds(100)));
        assertThat(after(begun, shorter, NOON, "alice").due(NOON)).contains(NOON.plusSeconds(90));
    }

    @Test
    void a_server_that_keeps_nothing_is_not_flooded() {
        PublishAnswer notKept = new PublishAnswer.Accepted(Optional.of("a"), Optional.of(Duration.ZERO));
        assertThat(after(begun, notKept, NOON, "alice").due(NOON)).contains(NOON.plusSeconds(5));
    }

    @Test
    void what_was_dropped_meanwhile_is_published_as_new() {
        assertThat(next(held, NOON.plusSeconds(601), "alice").ifMatch()).isEmpty();
    }

    @Test
    void what_the_server_has_forgotten_is_published_as_new() {
        Publication forgotten = after(held.changed(), new PublishAnswer.Forgotten(), LATER, "alice", "bob");
        assertThat(forgotten.due(LATER)).contains(LATER.plusSeconds(5));
        assertThat(next(forgotten, LATER.plusSeconds(5), "alice", "bob").ifMatch())
                .isEmpty();
        assertThat(forgotten.isFailing()).isFalse();
    }

    @Test
    void a_server_that_cannot_have_known_it_is_not_believed() {
        assertThat(after(begun, new PublishAnswer.Forgotten(), NOON, "alice").isFailing())
                .isTrue();
    }

    @Test
    void a_server_that_wants_to_keep_it_longer_is_asked_for_that_at_once() {
        Publication asked = after(begun, new PublishAnswer.TooBrief(Duration.ofHours(1)), NOON, "alice");
        assertThat(asked.due(NOON)).contains(NOON);
        assertThat(next(asked, NOON, "alice").expires()).isEqualTo(Duration.ofHours(1));
        assertThat(asked.isFailing()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 600, 1_000_000_000})
    void one_that_wants_nothing_longer_or_for_ever_is_asked_again_later(long seconds) {
        Publication asked = after(begun, new PublishAnswer.TooBrief(Duration.ofSeconds(seconds)), NOON, "alice");
        assertThat(asked.due(NOON)).contains(NOON.plusSeconds(5));
        assertThat(next(asked, LATER, "alice").expires()).isEqualTo(TEN_MINUTES);
    }

    @Test
    void an_overloaded_server_says_when_to_come_back_and_keeps_what_it_has() {
        PublishAnswer later = new PublishAnswer.Refused(503, Optional.of(Duration.ofSeconds(90)));
        Publication refused = after(held.changed(), later, LATER, "alice", "bob");
        assertThat(refused.due(LATER)).contains(LATER.plusSeconds(90));
        assertThat(next(refused, LATER.plusSeconds(90), "alice", "bob").ifMatch())
                .contains("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 489, 500})
    void after_any_other_refusal_it_is_published_as_new_after_a_pause(int code) {
        Publication refused = after(held.changed(), refused(code), LATER, "alice", "bob");
        assertThat(refused.due(LATER)).contains(LATER.plusSeconds(5));
        assertThat(next(refused, LATER.plusSeconds(5), "alice", "bob").ifMatch())
                .isEmpty();
        assertThat(refused.isFailing()).isTrue();
    }

    @Test
    void each_failure_makes_the_pause_twice_as_long_up_to_five_minutes() {
        Publication publication = begun;
        Instant at = NOON;
        for (long pause : new long[] {5, 10, 20, 40, 80, 160, 300, 300}) {
            publication = after(publication, refused(489), at, "alice");
            assertThat(publication.due(at)).contains(at.plusSeconds(pause));
            at = at.plusSeconds(pause);
        }
        assertThat(after(publication, accepted("a"), at, "alice").isFailing()).isFalse();
    }

    @Test
    void without_an_answer_the_server_may_still_have_it() {
        Publication unanswered = after(held.changed(), new PublishAnswer.Unanswered("silence"), LATER, "alice", "bob");
        assertThat(unanswered.due(LATER)).contains(LATER.plusSeconds(5));
        assertThat(next(unanswered, LATER.plusSeconds(5), "alice", "bob").ifMatch())
                .contains("a");
    }

    @Test
    void the_last_document_takes_everybody_out_and_then_the_publication_is_removed() {
        PublishRequest last = held.last(info(), LATER).orElseThrow().request();
        assertThat(last.ifMatch()).contains("a");
        assertThat(text(last))
                .contains("<user-count>0</user-count>")
                .contains("<user entity=\"sip:alice@pbx.example\" state=\"deleted\"/>");
        assertThat(held.removal(LATER)).get().satisfies(removal -> {
            assertThat(removal.ifMatch()).contains("a");
            assertThat(removal.expires()).isZero();
            assertThat(removal.document()).isEmpty();
        });
    }

    @Test
    void what_the_server_never_had_or_has_dropped_is_not_removed() {
        assertThat(begun.last(info(), NOON)).isEmpty();
        assertThat(begun.removal(NOON)).isEmpty();
        assertThat(held.removal(NOON.plusSeconds(600))).isEmpty();
    }
}
