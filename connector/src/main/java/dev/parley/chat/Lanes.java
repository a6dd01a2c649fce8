package dev.parley.chat;

import dev.parley.room.MemberId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A lane for each member with one transaction outstanding (RFC 3428 §8): the order per recipient comes for free, and a
 * slow or dead phone delays nobody else. A lane without copies takes no thread and is forgotten.
 */
public final class Lanes {
    private record Key(String pbx, MemberId member) {}

    private final Function<String, Courier> couriers;
    private final int capacity;
    private final RelayListener listener;
    private final Executor threads;
    private final Clock clock;
    private final Map<Key, Lane> lanes = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allIdle = lock.newCondition();

    /**
     * @param couriers the way to the phones of a PBX, by its name
     * @param capacity most copies that wait for one member
     */
    public Lanes(
            Function<String, Courier> couriers, int capacity, RelayListener listener, Executor threads, Clock clock) {
        this.couriers = couriers;
        this.capacity = capacity;
        this.listener = listener;
        this.threads = threads;
        this.clock = clock;
    }

    void offer(Copy copy) {
        Key key = new Key(copy.room().pbx(), copy.to().id());
        lanes.compute(key, (k, known) -> {
            Lane lane = known == null ? new Lane(capacity) : known;
            Lane.Offered offered = lane.offer(copy);
            offered.pushedOut().ifPresent(oldest -> settle(oldest, Optional.empty(), 0, full()));
            if (offered.start()) {
                threads.execute(() -> work(key, lane));
            }
            return lane;
        });
    }

    /** Waits until nothing is under way. */
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (!lanes.isEmpty() && nanos > 0) {
                nanos = allIdle.awaitNanos(nanos);
            }
            return lanes.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void work(Key key, Lane lane) {
        Optional<Copy> copy = lane.next();
        while (copy.isPresent()) {
            deliver(copy.get());
            copy = lane.next();
        }
        lanes.computeIfPresent(key, (k, known) -> known == lane && lane.isIdle() ? null : known);
        tellIfAllIdle();
    }

    private void deliver(Copy copy) {
        Courier courier = couriers.apply(copy.room().pbx());
        Outcome outcome = new Outcome.Unreachable("no way of writing to this phone is known to be safe");
        Optional<Route> tried = Optional.empty();
        int parts = 0;
        for (Route route : copy.routes()) {
            if (!(outcome instanceof Outcome.Unreachable)) {
                break;
            }
            Sent sent = send(copy, route, courier);
            tried = Optional.of(route);
            parts = sent.parts();
            outcome = sent.outcome();
        }
        settle(copy, tried, parts, outcome);
    }

    private record Sent(int parts, Outcome outcome) {}

    /** All parts in order; the first that does not go out ends it, since half a text with a hole in it helps nobody. */
    private Sent send(Copy copy, Route route, Courier courier) {
        int parts = 0;
        Outcome outcome = new Outcome.Unreachable("nothing to send");
        for (Part part : parts(copy, route, courier.limits(route, copy))) {
            if (!clock.instant().isBefore(copy.expires())) {
                return new Sent(parts, new Outcome.Expired("waited too long"));
            }
            outcome = attempt(part, courier);
            if (!isGone(outcome)) {
                return new Sent(parts, outcome);
            }
            parts++;
        }
        return new Sent(parts, outcome);
    }

    private static List<Part> parts(Copy copy, Route route, Limits limits) {
        List<String> bodies = Rendering.render(copy, limits);
        if (bodies.size() > 1) {
            return bodies.stream().map(body -> new Part(copy, route, body)).toList();
        }
        return List.of(new Part(copy, route, bodies.getFirst(), Rendering.html(copy), Rendering.unsigned(copy)));
    }

    private static Outcome attempt(Part part, Courier courier) {
        try {
            return courier.send(part);
        } catch (RuntimeException e) {
            return new Outcome.Refused(e.toString());
        }
    }

    private static boolean isGone(Outcome outcome) {
        return outcome instanceof Outcome.HandedOver || outcome instanceof Outcome.Delivered;
    }

    private void settle(Copy copy, Optional<Route> route, int parts, Outcome outcome) {
        Instant now = clock.instant();
        listener.settled(new Settled(copy, route, parts, outcome, now));
    }

    private Outcome full() {
        return new Outcome.Expired("more than " + capacity + " copies waited for this member");
    }

    private void tellIfAllIdle() {
        if (!lanes.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            allIdle.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
