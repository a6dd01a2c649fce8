package dev.parley.sip.message;

import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** How often the others hear that somebody types: some phones say it at each key (RFC 3994 §3.2 wants a minute between). */
final class TypingPace {
    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(2);
    private static final Duration BETWEEN_REPETITIONS = Duration.ofSeconds(30);
    private static final int MOST_REMEMBERED = 10_000;

    private record Typist(RoomId room, MemberId member) {}

    private record Told(boolean active, Instant at) {}

    private final SequencedMap<Typist, Told> told = new LinkedHashMap<>(16, 0.75f, true);

    /** Whether the others are to hear it; who was said to type is always said to have stopped. */
    synchronized boolean allows(RoomId room, MemberId member, boolean active, Instant now) {
        Typist typist = new Typist(room, member);
        Told last = told.getOrDefault(typist, new Told(false, Instant.MIN));
        Duration pause = last.active() == active ? BETWEEN_REPETITIONS : active ? BETWEEN_CHANGES : Duration.ZERO;
        boolean silent = !active && !last.active();
        if (silent || last.at().isAfter(now.minus(pause))) {
            return false;
        }
        told.put(typist, new Told(active, now));
        if (told.size() > MOST_REMEMBERED) {
            told.pollFirstEntry();
        }
        return true;
    }
}
