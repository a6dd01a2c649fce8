package dev.parley.sip.notifier;

import dev.parley.conference.Occasion;
import dev.parley.conference.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a subscriber is owed a NOTIFY, and from when on it may be sent. Immutable.
 *
 * @param owed empty if nothing is; only the most urgent counts, because its document tells the rest too
 * @param failures NOTIFYs in a row that failed and yet left the subscription alive
 * @param notBefore what failed is not tried again until then
 */
record Debt(Optional<Occasion> owed, Pace pace, int failures, Instant notBefore) {
    /** Twenty tries in the hour that a subscription lasts by default. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** A Retry-After for ever must not overflow the clock. */
    private static final Duration LONGEST_WISH = Duration.ofDays(1);

    static Debt none(Pace pace) {
        return new Debt(Optional.empty(), pace, 0, Instant.MIN);
    }

    Debt and(Occasion more) {
        boolean urgent = owed.isEmpty() || owed.get().compareTo(more) < 0;
        return urgent ? new Debt(Optional.of(more), pace, failures, notBefore) : this;
    }

    /** What is owed to a SUBSCRIBE or is the last one waits for nothing (RFC 6665 §4.2.1.2). */
    Optional<Instant> due(Instant now) {
        return owed.map(occasion -> {
            Instant paced = pace.due(occasion, now);
            return occasion == Occasion.CHANGE && notBefore.isAfter(paced) ? notBefore : paced;
        });
    }

    /** There turned out to be nothing to tell. */
    Debt waived() {
        return new Debt(Optional.empty(), pace, failures, notBefore);
    }

    Debt sent(Instant at) {
        return new Debt(Optional.empty(), pace.sent(at), failures, notBefore);
    }

    Debt delivered() {
        return new Debt(owed, pace, 0, Instant.MIN);
    }

    /** Owed still; each failure in a row makes the pause twice as long, unless the phone said how long. */
    Debt failed(Optional<Duration> retryAfter, Instant now) {
        Duration doubled = pace.atLeast().multipliedBy(1L << Math.min(failures, 10));
        Duration pause = retryAfter.map(Debt::within).orElse(shorter(doubled, LONGEST_PAUSE));
        return new Debt(owed, pace, failures + 1, now.plus(pause)).and(Occasion.CHANGE);
    }

    private static Duration within(Duration wish) {
        return shorter(wish, LONGEST_WISH);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
