package dev.parley.sip.publish;

import java.time.Duration;
import java.util.Optional;

/** What became of a PUBLISH. */
sealed interface PublishAnswer {
    /**
     * A 2xx.
     *
     * @param tag names the publication from now on; every 2xx has a new one (RFC 3903 §6)
     * @param expires how long the server keeps it
     */
    record Accepted(Optional<String> tag, Optional<Duration> expires) implements PublishAnswer {}

    /** 412: the server knows no such publication any more (RFC 3903 §4.4). */
    record Forgotten() implements PublishAnswer {}

    /** 423 (RFC 3903 §6 step 4). */
    record TooBrief(Duration least) implements PublishAnswer {}

    /** Any other final answer. */
    record Refused(int code, Optional<Duration> retryAfter) implements PublishAnswer {
        boolean isTemporary() {
            return code == 503 || code == 408 || code == 504;
        }
    }

    /** None came, or the request could not be sent: whether the server has taken it is not known. */
    record Unanswered(String why) implements PublishAnswer {}
}
