package dev.parley.sip.notifier;

import dev.parley.conference.ConferenceInfo;
import dev.parley.conference.Description;
import dev.parley.conference.Sequence;
import dev.parley.conference.View;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The documents of one subscription: what it has been told, and what is on its way. Immutable. */
record Told(Sequence sequence) {
    /** A document on its way: what has been told once it came, and if it did not. */
    record Telling(byte[] document, Told delivered, Told failed) {}

    static Told nothing() {
        return new Told(Sequence.begin());
    }

    /** By a Parley before this one. */
    static Told before(Memory memory) {
        return new Told(Sequence.resumed(memory.version(), memory.shown()));
    }

    /** Whether one more document is owed although nothing changes. */
    boolean owesMore() {
        return sequence.owesDeletion();
    }

    boolean isSpent() {
        return sequence.isSpent();
    }

    byte[] end(Description description) {
        return sequence.end(description).bytes();
    }

    /**
     * All there is, or what is new; empty if nothing is.
     *
     * @param space most bytes that the document may have. One that tells less is taken if need be, the one that only counts
     *     whether it fits or not, since there is nothing shorter
     */
    Optional<Telling> next(Views now, View first, boolean all, int space) {
        Optional<Telling> telling = Optional.empty();
        for (View view : fromThereOn(first)) {
            telling = step(now.of(view), all).map(Told::telling);
            if (telling.filter(tried -> tried.document().length > space).isEmpty()) {
                return telling;
            }
        }
        return telling;
    }

    /** Each view tells less than the one before. */
    private static List<View> fromThereOn(View first) {
        return Arrays.stream(View.values())
                .filter(view -> view.compareTo(first) >= 0)
                .toList();
    }

    private Optional<Sequence.Step> step(ConferenceInfo info, boolean all) {
        return all ? Optional.of(sequence.full(info)) : sequence.next(info);
    }

    private static Telling telling(Sequence.Step step) {
        return new Telling(step.document().bytes(), new Told(step.delivered()), new Told(step.failed()));
    }
}
