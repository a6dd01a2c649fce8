package dev.parley.sip.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the server keeps of a room.
 *
 * @param tag names it; a server that gives none cannot be asked to change or remove it
 * @param refresh when to publish again so that it is not lost
 * @param until when the server drops it
 */
record Held(Optional<String> tag, Instant refresh, Instant until) {
    /** A tenth of the time is left for the way, for repetitions and for a second try. */
    static Held from(Optional<String> tag, Instant at, Duration expires) {
        return new Held(tag, at.plus(expires.multipliedBy(9).dividedBy(10)), at.plus(expires));
    }

    boolean isKeptAt(Instant now) {
        return until.isAfter(now);
    }
}
