package dev.parley.chat;

/** What a rule says of a text. */
public sealed interface Verdict {
    record Pass() implements Verdict {}

    /**
     * The text does not go out, and the sender is told.
     *
     * @param reason a short word for traces and metrics
     * @param words what the sender reads
     */
    record Refuse(String reason, String words) implements Verdict {}

    /**
     * The text does not go out, and nobody is told, since an answer would help nobody or feed a loop.
     *
     * @param reason a short word for traces and metrics
     */
    record Drop(String reason) implements Verdict {}

    static Verdict pass() {
        return new Pass();
    }
}
