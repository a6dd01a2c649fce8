package dev.parley.sip.stack;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the SIP side whether it still answers, and has it begun anew if it does not: jain-sip 1.3.0-91 can lose its receiving
 * threads while everything looks well.
 */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Duration every;
    private final int patience;
    private final BooleanSupplier answers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private volatile boolean answered = true;
    private boolean closed;

    /**
     * @param patience how many questions in a row may stay unanswered
     * @param answers asks and waits
     */
    Watchdog(Duration every, int patience, BooleanSupplier answers) {
        this.every = every;
        this.patience = patience;
        this.answers = answers;
    }

    /** What the last question showed. */
    boolean isAnswered() {
        return answered;
    }

    /** @param beginAnew what to do once there is no answer any more */
    void open(Runnable beginAnew) {
        Thread.ofVirtual().name("sip-watchdog").start(() -> watch(beginAnew));
    }

    private void watch(Runnable beginAnew) {
        int unanswered = 0;
        while (pause()) {
            answered = answers.getAsBoolean();
            unanswered = answered ? 0 : unanswered + 1;
            if (unanswered >= patience && !isClosed()) {
                LOG.error("Parley's SIP side did not answer itself {} times in a row and is begun anew", unanswered);
                beginAnew.run();
                unanswered = 0;
            }
        }
    }

    /** @return false once this is closed */
    private boolean pause() {
        lock.lock();
        try {
            long nanos = every.toNanos();
            while (!closed && nanos > 0) {
                nanos = ended.awaitNanos(nanos);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
