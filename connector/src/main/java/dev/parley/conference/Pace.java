package dev.parley.conference;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often one subscriber is told: at most one notification every five seconds is recommended (RFC 4575 §3.9). What
 * changes in between is told together, by asking the {@link Sequence} only when it is due.
 *
 * @param atLeast the time between two notifications
 * @param last when the last one was sent
 */
public record Pace(Duration atLeast, Optional<Instant> last) {
    public static final Pace RECOMMENDED = every(Duration.ofSeconds(5));

    public static Pace every(Duration atLeast) {
        return new Pace(atLeast, Optional.empty());
    }

    /** When the next notification may be sent: not before now, and not later than {@link #atLeast} from now. */
    public Instant due(Occasion occasion, Instant now) {
        if (occasion != Occasion.CHANGE || last.isEmpty()) {
            return now;
        }
        // A clock that was set back must not silence a subscription for long.
        Duration since = Duration.between(last.get(), now);
        Duration waited = since.isNegative() ? Duration.ZERO : since;
        return waited.compareTo(atLeast) >= 0 ? now : now.plus(atLeast.minus(waited));
    }

    public Pace sent(Instant at) {
        return new Pace(atLeast, Optional.of(at));
    }
}
