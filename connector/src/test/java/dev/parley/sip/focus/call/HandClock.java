package dev.parley.sip.focus.call;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Time that passes when a test says so, and not before all is done that was under way. */
final class HandClock extends Clock implements Timer, Executor {
    private record Due(Instant at, long order, Runnable task) {}

    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final AtomicInteger working = new AtomicInteger();
    private Instant now = Instant.EPOCH;
    private long order;

    @Override
    public void execute(Runnable task) {
        working.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                task.run();
            } finally {
                working.decrementAndGet();
            }
        });
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable task) {
        Due due = new Due(now.plus(delay), order++, task);
        waiting.add(due);
        return () -> takeBack(due);
    }

    private synchronized void takeBack(Due due) {
        waiting.remove(due);
    }

    void passes(Duration time) {
        awaitIdle();
        Instant end = instant().plus(time);
        for (Optional<Due> due = next(end); due.isPresent(); due = next(end)) {
            due.get().task().run();
            awaitIdle();
        }
        set(end);
    }

    private void awaitIdle() {
        await().until(() -> working.get() == 0);
    }

    private synchronized Optional<Due> next(Instant end) {
        Optional<Due> due =
                Optional.ofNullable(waiting.peek()).filter(first -> !first.at().isAfter(end));
        due.ifPresent(first -> {
            waiting.remove(first);
            now = first.at();
        });
        return due;
    }

    private synchronized void set(Instant then) {
        now = then;
    }

    /** Nothing of what is to be done later is done any more, as when a process is killed. */
    void forgets() {
        awaitIdle();
        synchronized (this) {
            waiting.clear();
        }
    }

    /** Things that are to be done later. */
    synchronized int waiting() {
        return waiting.size();
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public void close() {}
}
