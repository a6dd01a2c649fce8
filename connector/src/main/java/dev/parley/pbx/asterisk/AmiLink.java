package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.ManagerEvent;

/** Keeps one AMI session going: logs in, pings, and logs in again when it ends, at once and then every half second. */
final class AmiLink implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    /** Asterisk that is back has to be found within a second. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    /** Every refused login is a line in the PBX's security log. */
    private static final Duration PAUSE_WHEN_REFUSED = Duration.ofSeconds(5);

    interface Listener {
        void up(AmiSession session);

        /** On the reading thread: only enqueue. */
        void event(ManagerEvent event);

        void down(String why);
    }

    private final AsteriskConfig config;
    private final boolean events;
    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Optional<AmiSession> current = Optional.empty();
    private boolean closed;

    AmiLink(AsteriskConfig config, boolean events, Listener listener) {
        this.config = config;
        this.events = events;
        this.listener = listener;
    }

    void open(String name) {
        Thread.ofVirtual().name(name).start(this::keepGoing);
    }

    /** The session that is up, waiting for one until the deadline. */
    Optional<AmiSession> await(Instant deadline) {
        Optional<AmiSession> up = alive();
        return up.isPresent() ? up : awaitNext(deadline);
    }

    private Optional<AmiSession> awaitNext(Instant deadline) {
        lock.lock();
        try {
            long nanos = Duration.between(Instant.now(), deadline).toNanos();
            while (alive().isEmpty() && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return alive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** One that has ended is not offered while its end is still being noticed, or who sends would try in circles. */
    private Optional<AmiSession> alive() {
        return current.filter(AmiSession::isAlive);
    }

    Optional<AmiSession> now() {
        return await(Instant.EPOCH);
    }

    private void keepGoing() {
        Duration pause = Duration.ZERO;
        while (pauseUnlessClosed(pause)) {
            try {
                live(AmiSession.login(config, events, listener::event));
                pause = Duration.ZERO;
            } catch (AmiException e) {
                listener.down(e.why());
                pause = e.kind() == AmiException.Kind.REFUSED ? PAUSE_WHEN_REFUSED : longer(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void live(AmiSession session) throws InterruptedException {
        if (!become(Optional.of(session))) {
            session.close();
            return;
        }
        Thread pings = Thread.ofVirtual().start(() -> keepAlive(session));
        listener.up(session);
        session.awaitEnd();
        pings.interrupt();
        session.close();
        become(Optional.empty());
        listener.down(session.where() + " ended the connection, or was silent for " + config.silence());
    }

    /** A PBX without events says nothing for hours; the answers to these keep the read time-out from firing. */
    private void keepAlive(AmiSession session) {
        try {
            while (session.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(config.silence().toMillis() / 3);
                session.send(new PingAction(), reply -> {});
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean become(Optional<AmiSession> session) {
        lock.lock();
        try {
            current = session;
            changed.signalAll();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean pauseUnlessClosed(Duration pause) {
        lock.lock();
        try {
            long nanos = pause.toNanos();
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            current.ifPresent(AmiSession::close);
        } finally {
            lock.unlock();
        }
    }
}
