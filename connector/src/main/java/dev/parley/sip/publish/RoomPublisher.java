package dev.parley.sip.publish;

import dev.parley.conference.Pace;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one room published, on a thread of its own: one PUBLISH is outstanding at a time (RFC 3903 §4). */
final class RoomPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(RoomPublisher.class);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private enum Stage {
        LIVE,
        /** The room has ended. */
        OVER,
        /** Parley ends, and knows nothing more of a room that goes on. */
        WITHDRAWN
    }

    private final RoomId room;
    private final PublishedRooms rooms;
    private final PresenceServer server;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Publication publication;
    private Stage stage = Stage.LIVE;

    RoomPublisher(RoomId room, PublishedRooms rooms, PresenceServer server, Pace pace, Duration lifetime, Clock clock) {
        this.room = room;
        this.rooms = rooms;
        this.server = server;
        this.clock = clock;
        this.publication = Publication.begin(pace, lifetime, clock.instant());
    }

    /** @param over whether the room has ended */
    void news(boolean over) {
        lock.lock();
        try {
            publication = publication.changed();
            if (over && stage == Stage.LIVE) {
                stage = Stage.OVER;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void withdraw() {
        lock.lock();
        try {
            stage = Stage.WITHDRAWN;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    Publication publication() {
        lock.lock();
        try {
            return publication;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the room is over or withdrawn, and the server has been told so. */
    void run() {
        while (awaitDue()) {
            publication().next(rooms.info(room), clock.instant()).ifPresentOrElse(this::tell, this::waive);
        }
        if (isOver()) {
            publication().last(rooms.info(room), clock.instant()).ifPresent(this::tell);
        }
        publication().removal(clock.instant()).ifPresent(removal -> server.publish(room, removal));
    }

    /** False when the room's time is over. */
    private boolean awaitDue() {
        lock.lock();
        try {
            while (stage == Stage.LIVE) {
                Instant now = clock.instant();
                Duration wait = publication
                        .due(now)
                        .map(due -> Duration.between(now, due))
                        .orElse(IDLE);
                if (!wait.isPositive()) {
                    return true;
                }
                LOG.trace("{}: looked {} ns early", room, changed.awaitNanos(wait.toNanos()));
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void tell(Publication.Telling telling) {
        become(before -> before.sent(clock.instant()));
        PublishAnswer answer = server.publish(room, telling.request());
        become(before -> before.answered(telling, answer, clock.instant()));
    }

    private void waive() {
        become(Publication::waived);
    }

    private boolean isOver() {
        lock.lock();
        try {
            return stage == Stage.OVER;
        } finally {
            lock.unlock();
        }
    }

    private void become(UnaryOperator<Publication> step) {
        lock.lock();
        try {
            publication = step.apply(publication);
        } finally {
            lock.unlock();
        }
    }
}
