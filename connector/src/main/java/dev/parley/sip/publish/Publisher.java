package dev.parley.sip.publish;

import dev.parley.conference.Pace;
import dev.parley.config.PublishConfig;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.Login;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Sip;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Publishes every room that has a life, for as long as it has one. Thread-safe. */
public final class Publisher {
    private final PublishedRooms rooms;
    private final PresenceServer server;
    private final Pace pace;
    private final Duration lifetime;
    private final Executor threads;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition less = lock.newCondition();
    private final Map<RoomId, RoomPublisher> published = new HashMap<>();
    private boolean withdrawn;

    /**
     * @param pace between two PUBLISHs of one room, but for its last one
     * @param lifetime how long the server is asked to keep what is not published anew
     */
    Publisher(
            PublishedRooms rooms, PresenceServer server, Pace pace, Duration lifetime, Executor threads, Clock clock) {
        this.rooms = rooms;
        this.server = new LoggedServer(server);
        this.pace = pace;
        this.lifetime = lifetime;
        this.threads = threads;
        this.clock = clock;
    }

    /** Publishes at the server that the configuration names. */
    public static Publisher to(
            PublishConfig config, ConferenceRooms rooms, Outbox outbox, Sip sip, Executor threads, Clock clock) {
        Optional<Login> login = config.account()
                .map(account -> new Login(account.user(), account.secret().value()));
        return new Publisher(
                rooms,
                new SipPresenceServer(outbox, sip, rooms.uris(), config.to(), login),
                Pace.RECOMMENDED,
                config.expires(),
                threads,
                clock);
    }

    /** What there is to tell of a room may have changed. Does not block. */
    public void news(RoomId room) {
        boolean over = rooms.isOver(room);
        lock.lock();
        try {
            RoomPublisher known = published.get(room);
            if (known != null) {
                known.news(over);
            } else if (!over) {
                begin(room);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes everything back and waits until that is done; false if the time was too short. */
    public boolean withdraw(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            withdrawn = true;
            published.values().forEach(RoomPublisher::withdraw);
            long nanos = patience.toNanos();
            while (!published.isEmpty() && nanos > 0) {
                nanos = less.awaitNanos(nanos);
            }
            return published.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Rooms that the server has. */
    public int held() {
        return count(publication -> publication.isHeldAt(clock.instant()));
    }

    /** Rooms whose last PUBLISH failed. */
    public int failing() {
        return count(Publication::isFailing);
    }

    private int count(Predicate<Publication> which) {
        return (int)
                all().stream().map(RoomPublisher::publication).filter(which).count();
    }

    private List<RoomPublisher> all() {
        lock.lock();
        try {
            return List.copyOf(published.values());
        } finally {
            lock.unlock();
        }
    }

    private void begin(RoomId room) {
        if (withdrawn) {
            return;
        }
        RoomPublisher publisher = new RoomPublisher(room, rooms, server, pace, lifetime, clock);
        published.put(room, publisher);
        threads.execute(() -> {
            publisher.run();
            ended(room);
        });
    }

    /** The next life of a room may have begun while the last one was being taken back. */
    private void ended(RoomId room) {
        boolean over = rooms.isOver(room);
        lock.lock();
        try {
            published.remove(room);
            if (!over) {
                begin(room);
            }
            less.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
