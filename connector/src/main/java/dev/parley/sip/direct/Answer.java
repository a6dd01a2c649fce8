package dev.parley.sip.direct;

import dev.parley.sip.auth.Challenge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of one MESSAGE. */
sealed interface Answer {
    /**
     * A final response.
     *
     * @param retryAfter as a 503 may say it
     * @param challenges of a 401 or 407, in the order of their headers
     */
    record Final(int code, Optional<Duration> retryAfter, List<Challenge> challenges) implements Answer {
        public Final {
            challenges = List.copyOf(challenges);
        }
    }

    /** Nobody answered in time. */
    record Silence() implements Answer {}

    /**
     * It did not leave this machine.
     *
     * @param why what was tried and what came of it
     */
    record Unsendable(String why) implements Answer {}
}
