package dev.parley.sip.focus.call;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When something is done for each of many calls: before long, but not for all at once. */
record Spread(Duration earliest, Duration latest) {
    Duration any() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(earliest.toMillis(), latest.toMillis()));
    }
}
