package dev.parley.sip.notifier;

import dev.parley.config.SubscriptionsConfig.Limits;
import dev.parley.room.RoomId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Counts subscriptions against the limits. Thread-safe. */
final class Quotas {
    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Integer> taken = new HashMap<>();

    /**
     * Whom a subscription counts for.
     *
     * @param source the address that its SUBSCRIBE came from, without the port
     */
    record Place(Subscriber subscriber, String source, RoomId room) {
        private Map<Object, Integer> limits(Limits limits) {
            return Map.of(
                    subscriber.key(),
                    limits.perAccount(),
                    "source " + source,
                    limits.perSource(),
                    room,
                    limits.perRoom(),
                    "total",
                    limits.total());
        }
    }

    Quotas(Limits limits) {
        this.limits = limits;
    }

    /** False if any limit is reached; then nothing is counted. */
    boolean take(Place place) {
        lock.lock();
        try {
            Map<Object, Integer> most = place.limits(limits);
            boolean free = most.entrySet().stream()
                    .allMatch(limit -> taken.getOrDefault(limit.getKey(), 0) < limit.getValue());
            if (free) {
                most.keySet().forEach(counted -> taken.merge(counted, 1, Integer::sum));
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    void giveBack(Place place) {
        lock.lock();
        try {
            place.limits(limits)
                    .keySet()
                    .forEach(counted -> taken.computeIfPresent(counted, (key, count) -> count > 1 ? count - 1 : null));
        } finally {
            lock.unlock();
        }
    }
}
