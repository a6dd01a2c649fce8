package dev.parley.sip.scribe;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Puts the requests of one dialog into the order of their CSeq. Asterisk sends the texts of a room without waiting for
 * answers (16.28 and 22.10), and two that come in the same moment are parsed side by side.
 */
final class InOrder {
    /**
     * A number that has not come after this long is not waited for. The first of a dialog may be any (RFC 3261 §8.1.1.5), so
     * that the first to come waits this long for lower ones.
     */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final NavigableMap<Long, Runnable> waiting = new TreeMap<>();
    private final Executor threads;
    private boolean begun;
    private long next;
    private boolean working;

    InOrder(Executor threads) {
        this.threads = threads;
    }

    /** @param work is done after that of all lower numbers, and never beside other work of this dialog */
    void came(long cseq, Runnable work) {
        lock.lock();
        try {
            waiting.put(cseq, work);
            came.signal();
            if (!working) {
                working = true;
                threads.execute(this::drain);
            }
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        for (Optional<Runnable> work = take(); work.isPresent(); work = take()) {
            work.get().run();
        }
    }

    private Optional<Runnable> take() {
        lock.lock();
        try {
            awaitNext();
            Optional<Map.Entry<Long, Runnable>> first = Optional.ofNullable(waiting.pollFirstEntry());
            working = first.isPresent();
            first.ifPresent(entry -> next = Math.max(next, entry.getKey() + 1));
            return first.map(Map.Entry::getValue);
        } finally {
            lock.unlock();
        }
    }

    private void awaitNext() {
        long left = PATIENCE.toNanos();
        try {
            while (!waiting.isEmpty() && (!begun || waiting.firstKey() > next) && left > 0) {
                left = came.awaitNanos(left);
            }
            begun = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
