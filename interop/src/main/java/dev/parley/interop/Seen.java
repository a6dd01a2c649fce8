package dev.parley.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/** Everything of one kind that was seen, in its order; others may wait until something is in it. */
public final class Seen<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<T> all = new ArrayList<>();

    public void add(T one) {
        lock.lock();
        try {
            all.add(one);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public List<T> all() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    public void forget() {
        lock.lock();
        try {
            all.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The first that fits, also among those seen before this call; empty when the time is over. */
    public Optional<T> await(Predicate<? super T> wanted, Duration atMost) {
        return awaitAll(seen -> seen.stream().filter(wanted).findFirst(), atMost);
    }

    /** What the question finds in everything seen, asked again whenever something is added. */
    public <R> Optional<R> awaitAll(Function<List<T>, Optional<R>> question, Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (true) {
                Optional<R> answer = question.apply(all);
                if (answer.isPresent() || left <= 0) {
                    return answer;
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        } finally {
            lock.unlock();
        }
    }
}
