package dev.parley.chat;

/** What became of one copy. Never guessed: where nobody tells whether the phone took it, it was handed over. */
public sealed interface Outcome {
    /** The PBX took it for delivery and will not say more. */
    record HandedOver() implements Outcome {}

    /** The phone's final 2xx was seen. */
    record Delivered(int code) implements Outcome {}

    /** Somebody on the way said no. */
    record Refused(String why) implements Outcome {}

    /** There is no way to this member. */
    record Unreachable(String why) implements Outcome {}

    /** It waited too long, or too much waited in front of it. */
    record Expired(String why) implements Outcome {}

    /** The name of the outcome in logs, traces and metrics. */
    default String word() {
        return switch (this) {
            case HandedOver() -> "handed-over";
            case Delivered d -> "delivered";
            case Refused r -> "refused";
            case Unreachable u -> "unreachable";
            case Expired e -> "expired";
        };
    }

    /** What there is to say beyond the word, empty if nothing. */
    default String why() {
        return switch (this) {
            case HandedOver() -> "";
            case Delivered d -> String.valueOf(d.code());
            case Refused r -> r.why();
            case Unreachable u -> u.why();
            case Expired e -> e.why();
        };
    }
}
