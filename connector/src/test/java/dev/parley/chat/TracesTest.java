package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Member;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracesTest {
    private final ConcurrentLinkedQueue<TextTrace> completed = new ConcurrentLinkedQueue<>();
    private final Traces traces = new Traces(3, completed::add);

    @Test
    void the_newest_stay_and_come_first() {
        for (String id : List.of("1", "2", "3", "4", "5")) {
            traces.decided(dropped(id));
        }
        assertThat(ids(traces.latest(10))).containsExactly("5", "4", "3");
        assertThat(ids(traces.latest(2))).containsExactly("5", "4");
        assertThat(traces.get(new TextId("2"))).isEmpty();
        assertThat(traces.kept()).isEqualTo(3);
    }

    @Test
    void a_text_with_copies_under_way_stays_until_they_have_settled() {
        traces.decided(copies("slow", Given.bob()));
        for (String id : List.of("1", "2", "3", "4")) {
            traces.decided(dropped(id));
        }
        assertThat(traces.get(new TextId("slow")))
                .hasValueSatisfying(trace -> assertThat(trace.isComplete()).isFalse());

        traces.settled(settled("slow", Given.bob()));

        assertThat(completed).anyMatch(trace -> trace.id().value().equals("slow"));
        assertThat(traces.get(new TextId("slow"))).isEmpty();
    }

    @Test
    void a_copy_is_pending_and_then_what_became_of_it() {
        traces.decided(copies("1", Given.bob()));
        assertThat(copyOf("1").outcome()).isEqualTo("pending");

        traces.settled(settled("1", Given.bob()));

        assertThat(copyOf("1").outcome()).isEqualTo("handed-over");
        assertThat(copyOf("1").route()).isEqualTo("out-of-dialog");
        assertThat(copyOf("1").millis()).isEqualTo(250);
    }

    @Test
    void a_text_that_nobody_gets_is_complete_at_once() {
        traces.decided(copies("1"));
        assertThat(completed).hasSize(1);
    }

    @Test
    void a_copy_that_settles_again_changes_nothing() {
        traces.decided(copies("1", Given.bob()));
        traces.settled(settled("1", Given.bob()));
        traces.settled(
                new Settled(copy("1", Given.bob()), Optional.empty(), 0, new Outcome.Expired("late"), Given.NOON));
        assertThat(completed).hasSize(1);
        assertThat(copyOf("1").outcome()).isEqualTo("handed-over");
    }

    @Test
    void texts_with_many_copies_are_kept_for_fewer_texts_back() {
        var few = new Traces(100, 4, completed::add);
        for (String id : List.of("1", "2", "3")) {
            few.decided(copies(id, Given.alice(), Given.bob()));
            few.settled(settled(id, Given.alice()));
            few.settled(settled(id, Given.bob()));
        }
        assertThat(ids(few.latest(10))).containsExactly("3", "2");

        few.decided(dropped("4"));
        assertThat(ids(few.latest(10))).containsExactly("4", "3", "2");
    }

    @Test
    void the_newest_stays_however_many_copies_it_has() {
        var few = new Traces(100, 1, completed::add);
        few.decided(dropped("1"));
        few.decided(copies("2", Given.alice(), Given.bob()));
        few.settled(settled("2", Given.alice()));
        few.settled(settled("2", Given.bob()));
        assertThat(ids(few.latest(10))).containsExactly("2");

        few.decided(dropped("3"));
        assertThat(ids(few.latest(10))).containsExactly("3");
    }

    @Test
    void copies_under_way_push_out_only_what_is_older_than_they() {
        var few = new Traces(100, 2, completed::add);
        few.decided(dropped("1"));
        few.decided(copies("2", Given.alice(), Given.bob(), Given.member("3", "carol", "Carol")));
        few.decided(dropped("3"));
        assertThat(ids(few.latest(10))).containsExactly("3", "2");
    }

    @Test
    void a_text_of_before_the_start_is_no_concern() {
        traces.settled(settled("unknown", Given.bob()));
        assertThat(completed).isEmpty();
    }

    @Test
    void without_any_to_keep_completed_ones_are_still_told() {
        var none = new Traces(0, completed::add);
        none.decided(dropped("1"));
        assertThat(completed).hasSize(1);
        assertThat(none.latest(10)).isEmpty();
    }

    @Test
    void a_text_is_complete_once_when_two_copies_settle_at_once() throws Exception {
        int texts = 5_000;
        Member bob = Given.bob();
        Member carol = Given.member("3", "carol", "Carol");
        IntStream.range(0, texts).forEach(i -> traces.decided(copies("t" + i, bob, carol)));

        AtomicInteger arrived = new AtomicInteger();
        Thread one = Thread.ofPlatform().start(() -> settleAll(texts, bob, arrived));
        Thread other = Thread.ofPlatform().start(() -> settleAll(texts, carol, arrived));
        one.join();
        other.join();

        assertThat(completed).hasSize(texts).allMatch(TextTrace::isComplete);
        assertThat(traces.kept()).isLessThanOrEqualTo(3);
    }

    /** Both settle their copies of the same text at the same moment: spinning, since a thread that is woken comes late. */
    private void settleAll(int texts, Member to, AtomicInteger arrived) {
        for (int i = 0; i < texts; i++) {
            Settled settled = settled("t" + i, to);
            arrived.incrementAndGet();
            while (arrived.get() < 2 * (i + 1)) {
                Thread.onSpinWait();
            }
            traces.settled(settled);
        }
    }

    private TextTrace.CopyTrace copyOf(String text) {
        return traces.get(new TextId(text)).orElseThrow().copies().getFirst();
    }

    private static List<String> ids(List<TextTrace> traces) {
        return traces.stream().map(trace -> trace.id().value()).toList();
    }

    private static Copy copy(String text, Member to) {
        return Given.copy(new TextId(text), to, "Alice", "hello", true);
    }

    private static Relayed dropped(String id) {
        return new Relayed.Dropped(Given.text(id, "", Given.NOON), new Verdict.Drop("empty"));
    }

    private static Relayed copies(String id, Member... members) {
        List<Copy> copies =
                List.of(members).stream().map(member -> copy(id, member)).toList();
        return new Relayed.Copies(Given.text(id, "hello", Given.NOON), Given.alice(), "Alice", copies);
    }

    private static Settled settled(String text, Member to) {
        return new Settled(
                copy(text, to),
                Optional.of(Route.OUT_OF_DIALOG),
                1,
                new Outcome.HandedOver(),
                Given.NOON.plusMillis(250));
    }
}
