package dev.parley.chat;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/** The copies that wait for one member, in order. When it is full the oldest makes room. */
final class Lane {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Copy> waiting = new ArrayDeque<>();
    private boolean busy;

    Lane(int capacity) {
        this.capacity = capacity;
    }

    /**
     * What came of putting a copy into the lane.
     *
     * @param start whether nobody works on this lane yet: the caller must let a thread do it
     * @param pushedOut the oldest copy, where there was no room
     */
    record Offered(boolean start, Optional<Copy> pushedOut) {}

    Offered offer(Copy copy) {
        lock.lock();
        try {
            Optional<Copy> pushedOut =
                    waiting.size() >= capacity ? Optional.ofNullable(waiting.poll()) : Optional.empty();
            waiting.add(copy);
            boolean start = !busy;
            busy = true;
            return new Offered(start, pushedOut);
        } finally {
            lock.unlock();
        }
    }

    /** The next copy; empty means that this lane is idle from now on. */
    Optional<Copy> next() {
        lock.lock();
        try {
            Copy copy = waiting.poll();
            busy = copy != null;
            return Optional.ofNullable(copy);
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return !busy;
        } finally {
            lock.unlock();
        }
    }
}
