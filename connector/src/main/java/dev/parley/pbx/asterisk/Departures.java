package dev.parley.pbx.asterisk;

import dev.parley.room.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who left just now: Asterisk says so a moment before its own list forgets them, and a list must not bring them back. */
final class Departures {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

    private final Map<MemberId, Instant> left = new LinkedHashMap<>();

    void left(MemberId member, Instant now) {
        left.remove(member);
        left.put(member, now);
        var oldest = left.values().iterator();
        while (oldest.hasNext() && oldest.next().isBefore(now.minus(LONG_ENOUGH))) {
            oldest.remove();
        }
    }

    /** A channel may come into a room a second time. */
    void returned(MemberId member) {
        left.remove(member);
    }

    /** The connection that told of them has ended: the next one's lists count as they are. */
    void clear() {
        left.clear();
    }

    boolean justLeft(MemberId member, Instant now) {
        Instant when = left.get(member);
        return when != null && when.isAfter(now.minus(LONG_ENOUGH));
    }
}
