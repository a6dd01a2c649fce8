package dev.parley.sip.notifier;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What became of a NOTIFY. */
public sealed interface NotifyAnswer {
    /** @param retryAfter for how long the phone does not want to hear more */
    record Final(int code, Optional<Duration> retryAfter) implements NotifyAnswer {}

    /** No final answer within 64*T1. */
    record Silence() implements NotifyAnswer {}

    /** It could not even be sent, which counts as a 503 (RFC 3261 §8.1.3.1). */
    record Unsendable() implements NotifyAnswer {}

    /** RFC 6665 §4.2.2: after these the subscription is removed; RFC 5057 §5.1 says of each why. */
    Set<Integer> ENDING = Set.of(404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604);

    default boolean isSuccess() {
        return this instanceof Final answer && answer.code() / 100 == 2;
    }

    /** Whether there is nobody any more who would want the next NOTIFY. */
    default boolean endsSubscription() {
        return switch (this) {
            case Final answer -> ENDING.contains(answer.code());
            case Silence none -> true;
            case Unsendable none -> false;
        };
    }

    default Optional<Duration> pause() {
        return this instanceof Final answer ? answer.retryAfter() : Optional.empty();
    }
}
