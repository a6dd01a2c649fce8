package dev.parley.esl;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Between the thread that reads and the listener. Adding never waits: an event socket that is not read freezes the events
 * of everybody on that FreeSWITCH (seen on 1.11). What does not fit is dropped, and the place where it was is kept.
 */
final class EventQueue {
    private final int mostEvents;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Item> items = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private Optional<EslException> end = Optional.empty();

    sealed interface Item {
        record Event(EslEvent event) implements Item {}

        record Missed(long events, String why) implements Item {}

        record End(EslException why) implements Item {}
    }

    EventQueue(int mostEvents, long mostBytes) {
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
    }

    void add(EslEvent event) {
        locked(() -> {
            if (items.size() >= mostEvents || bytes >= mostBytes) {
                dropped++;
                return;
            }
            tellDropped();
            items.add(new Item.Event(event));
            bytes += event.size();
        });
    }

    void unreadable(String why) {
        locked(() -> {
            tellDropped();
            items.add(new Item.Missed(1, why));
        });
    }

    /** Nothing comes after this. */
    void end(EslException why) {
        locked(() -> {
            if (end.isEmpty()) {
                tellDropped();
                end = Optional.of(why);
            }
        });
    }

    int size() {
        lock.lock();
        try {
            return items.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next; after the last one, always the end. */
    Item take() {
        lock.lock();
        try {
            while (items.isEmpty() && end.isEmpty() && dropped == 0) {
                changed.awaitUninterruptibly();
            }
            if (items.isEmpty()) {
                tellDropped();
            }
            Item item = items.isEmpty() ? new Item.End(end.orElseThrow()) : items.remove();
            if (item instanceof Item.Event taken) {
                bytes -= taken.event().size();
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    private void tellDropped() {
        if (dropped > 0) {
            items.add(new Item.Missed(dropped, "the listener is slower than the events"));
            dropped = 0;
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
