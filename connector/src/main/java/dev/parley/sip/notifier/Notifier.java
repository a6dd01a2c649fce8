package dev.parley.sip.notifier;

import dev.parley.conference.Conference;
import dev.parley.conference.Pace;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All subscriptions to all rooms: whoever has one is told what its room is like as long as it lasts. Thread-safe. */
final class Notifier implements AutoCloseable {
    /** After a restart; as long as a SUBSCRIBE may wait for its NOTIFY (RFC 6665 §4.1.2.4: 64*T1). */
    private static final Duration PATIENCE = Duration.ofSeconds(32);

    private final Function<RoomId, Conference> conferences;
    private final Pace pace;
    private final Clock clock;
    private final Agenda agenda;
    private final Delivery.Means means;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition less = lock.newCondition();
    private final Map<RoomId, RoomSubscriptions> rooms = new HashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /**
     * @param conferences what a room is like now
     * @param pace between two NOTIFYs of one subscription
     */
    Notifier(Function<RoomId, Conference> conferences, Pace pace, Executor threads, Clock clock) {
        this.conferences = conferences;
        this.pace = pace;
        this.clock = clock;
        this.agenda = new Agenda(clock);
        this.means = new Delivery.Means(agenda, threads, clock);
    }

    /** What there is to tell of a room may have changed. */
    void news(RoomId room) {
        locked(() -> rooms.containsKey(room) ? List.of(rooms.get(room)) : List.<RoomSubscriptions>of())
                .forEach(RoomSubscriptions::news);
    }

    /**
     * What is in the rooms of this PBX can be known from now on. Whoever is in a linked room would be told as gone while the
     * PBX of that one is out of sight, so that one is waited for, but not for ever.
     */
    void inSight(String pbx) {
        Map<RoomId, RoomSubscriptions> all = locked(() -> {
            seen.add(pbx);
            return Map.copyOf(rooms);
        });
        all.forEach((room, subscriptions) -> {
            if (isInSight(conferences.apply(room))) {
                subscriptions.inSight();
            } else if (room.pbx().equals(pbx)) {
                agenda.at(clock.instant().plus(PATIENCE), subscriptions::inSight);
            }
        });
    }

    private boolean isInSight(Conference chat) {
        return Stream.concat(Stream.of(chat.own()), chat.linked().stream())
                .allMatch(in -> seen.contains(in.room().id().pbx()));
    }

    /**
     * A new subscription, of which nothing is told before {@link Delivery#resume}.
     *
     * @param whenOver run once, when nothing more is sent
     */
    Delivery begin(Wish wish, Line line, Runnable whenOver) {
        Subscription subscription =
                new Subscription(wish.admission(), pace, clock.instant().plus(wish.span()));
        if (wish.span().isZero()) {
            subscription.ends(Reason.TIMEOUT);
        }
        return deliver(subscription, wish, line, whenOver);
    }

    /** One that a Parley before this one served. The rest as with {@link #begin}. */
    Delivery resume(Wish wish, Memory memory, Line line, Runnable whenOver) {
        Instant expires = clock.instant().plus(wish.span());
        return deliver(Subscription.resumed(wish.admission(), pace, expires, memory), wish, line, whenOver);
    }

    private Delivery deliver(Subscription subscription, Wish wish, Line line, Runnable whenOver) {
        return locked(() -> {
            RoomSubscriptions room = rooms.computeIfAbsent(wish.room(), this::subscriptions);
            Delivery delivery = new Delivery(subscription, () -> room.views(wish.description()), line, means, over -> {
                remove(wish.room(), over);
                whenOver.run();
            });
            room.add(delivery);
            return delivery;
        });
    }

    int count() {
        return locked(
                () -> rooms.values().stream().mapToInt(RoomSubscriptions::count).sum());
    }

    /** Ends all subscriptions and waits until their subscribers have been told so; false if the time was too short. */
    boolean endAll(Duration patience) throws InterruptedException {
        locked(() -> List.copyOf(rooms.values())).forEach(room -> room.end(Reason.DEACTIVATED));
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (!rooms.isEmpty() && nanos > 0) {
                nanos = less.awaitNanos(nanos);
            }
            return rooms.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is sent, and nobody is told. */
    @Override
    public void close() {
        agenda.close();
    }

    private RoomSubscriptions subscriptions(RoomId room) {
        return new RoomSubscriptions(() -> conferences.apply(room));
    }

    private void remove(RoomId room, Delivery delivery) {
        locked(() -> {
            RoomSubscriptions subscriptions = rooms.get(room);
            if (subscriptions != null && subscriptions.isEmptyWithout(delivery)) {
                rooms.remove(room);
            }
            less.signalAll();
            return room;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
