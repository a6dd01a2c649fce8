package dev.parley.sip.focus.control;

import dev.parley.chat.Buckets;
import dev.parley.config.ControlConfig.Limits;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many people may be called, by one person and into one room. Thread-safe. */
final class DialLimits {
    private final Limits limits;
    private final Buckets<String> perUser;
    private final Buckets<RoomId> perRoom;
    private final Clock clock;
    private final Map<Object, Integer> ringing = new HashMap<>();

    DialLimits(Limits limits, Clock clock) {
        this.limits = limits;
        this.perUser = new Buckets<>(limits.perUser());
        this.perRoom = new Buckets<>(limits.perRoom());
        this.clock = clock;
    }

    /** A call that may ring, until it is closed. */
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty if it is one too many now. */
    synchronized Optional<Permit> take(Referrer by, RoomId room) {
        String user = by.key();
        boolean granted = ringing.getOrDefault(user, 0) < limits.atOncePerUser()
                && ringing.getOrDefault(room, 0) < limits.atOncePerRoom()
                && perUser.take(user, clock.instant())
                && perRoom.take(room, clock.instant());
        if (!granted) {
            return Optional.empty();
        }
        ringing.merge(user, 1, Integer::sum);
        ringing.merge(room, 1, Integer::sum);
        return Optional.of(() -> giveBack(user, room));
    }

    private synchronized void giveBack(String user, RoomId room) {
        ringing.computeIfPresent(user, (key, count) -> count > 1 ? count - 1 : null);
        ringing.computeIfPresent(room, (key, count) -> count > 1 ? count - 1 : null);
    }

    /** Seconds until one who is one too many may try again. */
    long pause() {
        return Math.max(1, (long) Math.ceil(1 / limits.perUser().perSecond()));
    }
}
