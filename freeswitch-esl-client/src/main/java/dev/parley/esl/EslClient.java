package dev.parley.esl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to FreeSWITCH going: connects, subscribes, and does both again when the connection ends, at once
 * and then after pauses of up to half a second, or of five seconds where FreeSWITCH refused the login.
 */
public final class EslClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EslClient.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    /** A FreeSWITCH that is back has to be found within a second. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    /** Each refusal is a line in FreeSWITCH's log. */
    private static final Duration PAUSE_WHEN_REFUSED = Duration.ofSeconds(5);

    private final EslAddress address;
    private final EslLogin login;
    private final EslSubscription subscription;
    private final EslOptions options;
    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<EslConnection> current = Optional.empty();
    private Optional<String> core = Optional.empty();
    private boolean closed;
    private boolean refused;

    /**
     * Told of one connection after the other: {@code connected}, its events, {@code disconnected}. Connections that could
     * not be had are told by {@code disconnected} alone.
     */
    public interface Listener {
        /**
         * The connection is subscribed. Events that came since wait until this returns, so ask here for what they change.
         */
        void connected(EslConnection connection, Arrival arrival) throws EslException;

        void event(EslEvent event);

        /** As {@link EslListener#missed}. */
        void missed(long events, String why);

        void disconnected(EslException why);
    }

    /**
     * @param coreUuid FreeSWITCH's id of its own run; empty if the user may not ask for it
     * @param restarted whether it is another run than that of the connection before: nothing known from then is left
     */
    public record Arrival(Optional<String> coreUuid, boolean restarted) {}

    public EslClient(
            EslAddress address, EslLogin login, EslSubscription subscription, EslOptions options, Listener listener) {
        this.address = address;
        this.login = login;
        this.subscription = subscription;
        this.options = options;
        this.listener = listener;
    }

    /** Starts to connect, and returns. */
    public void open() {
        Thread.ofVirtual().name("esl-client-" + address).start(this::keepGoing);
    }

    /** The connection that is up and subscribed. */
    public Optional<EslConnection> now() {
        return await(Instant.EPOCH);
    }

    /** The same, waiting for one until the deadline. */
    public Optional<EslConnection> await(Instant deadline) {
        lock.lock();
        try {
            long nanos = Math.max(0, Duration.between(Instant.now(), deadline).toNanos());
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

    private Optional<EslConnection> alive() {
        return current.filter(EslConnection::isAlive);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            current.ifPresent(EslConnection::close);
        } finally {
            lock.unlock();
        }
    }

    private void keepGoing() {
        Duration pause = Duration.ZERO;
        while (pauseUnlessClosed(pause)) {
            pause = live() ? Duration.ZERO : longer(pause);
        }
    }

    /** @return whether there was a connection */
    private boolean live() {
        Relayed events = new Relayed();
        try (EslConnection connection = EslConnection.connect(address, login, options, events)) {
            Arrival arrival = arrive(connection);
            EslReply subscribed = connection.subscribe(subscription);
            if (!subscribed.isOk()) {
                LOG.warn("FreeSWITCH at {} refused a subscription: {}", address, subscribed.text());
            }
            listener.connected(connection, arrival);
            become(Optional.of(connection));
            events.open.countDown();
            connection.awaitEnd();
            become(Optional.empty());
            return true;
        } catch (EslException e) {
            refused = e instanceof EslException.WrongLogin || e instanceof EslException.Rejected;
            return false;
        } catch (RuntimeException e) {
            LOG.error("the listener failed on the connection to {}: it is made anew", address, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            events.open.countDown();
            events.awaitEnd();
        }
    }

    private Arrival arrive(EslConnection connection) throws EslException {
        ApiReply asked = connection.api("global_getvar core_uuid");
        Optional<String> now = asked.isError()
                ? Optional.empty()
                : Optional.of(asked.text().strip()).filter(uuid -> !uuid.isEmpty());
        boolean restarted = core.isPresent() && now.isPresent() && !core.equals(now);
        core = now.or(() -> core);
        return new Arrival(now, restarted);
    }

    private void become(Optional<EslConnection> connection) {
        lock.lock();
        try {
            current = connection;
            changed.signalAll();
            if (closed) {
                connection.ifPresent(EslConnection::close);
            }
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

    private Duration longer(Duration pause) {
        if (refused) {
            return PAUSE_WHEN_REFUSED;
        }
        Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** Holds events back until their listener knows of the connection. */
    private final class Relayed implements EslListener {
        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch done = new CountDownLatch(1);

        @Override
        public void event(EslEvent event) {
            awaitOpen();
            listener.event(event);
        }

        @Override
        public void missed(long events, String why) {
            awaitOpen();
            listener.missed(events, why);
        }

        @Override
        public void ended(EslException why) {
            awaitOpen();
            listener.disconnected(why);
            done.countDown();
        }

        private void awaitOpen() {
            awaitZero(open);
        }

        void awaitEnd() {
            awaitZero(done);
        }

        private static void awaitZero(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
