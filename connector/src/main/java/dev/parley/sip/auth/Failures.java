package dev.parley.sip.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Who gives wrong passwords too often is not listened to for a while, right or wrong, so that guessing takes for ever. */
final class Failures {
    private static final int ALLOWED = 5;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Duration DEAF = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;

    /** So many failures, the first and the last of them at these times. */
    private record Row(int count, Instant first, Instant last) {
        boolean isTooLong() {
            return count >= ALLOWED;
        }

        boolean isOver(Instant now) {
            return isTooLong()
                    ? Duration.between(last, now).compareTo(DEAF) >= 0
                    : Duration.between(first, now).compareTo(WITHIN) >= 0;
        }

        Row and(Instant now) {
            return new Row(count + 1, first, now);
        }
    }

    private final SequencedMap<String, Row> rows = new LinkedHashMap<>(16, 0.75f, true);

    synchronized boolean areTooMany(String guesser, Instant now) {
        Row row = rows.get(guesser);
        if (row != null && row.isOver(now)) {
            rows.remove(guesser);
            return false;
        }
        return row != null && row.isTooLong();
    }

    synchronized void add(String guesser, Instant now) {
        Row row = rows.get(guesser);
        rows.put(guesser, row == null || row.isOver(now) ? new Row(1, now, now) : row.and(now));
        if (rows.size() > MOST_REMEMBERED) {
            rows.pollFirstEntry();
        }
    }
}
