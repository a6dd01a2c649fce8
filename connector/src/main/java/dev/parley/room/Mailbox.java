package dev.parley.room;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** What waits to be done with one room, in order, by one thread at a time. Full means that whoever brings more waits. */
final class Mailbox {
    private static final int CAPACITY = 10_000;

    enum Offer {
        /** Nobody is at work: the caller must let a thread {@link #drain}. */
        TAKEN_AND_IDLE,
        TAKEN,
        /** This mailbox has been given up because its room was over. */
        GIVEN_UP
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Queue<Consumer<Mailbox>> waiting = new ArrayDeque<>();
    private volatile Room room;
    private boolean draining;
    private boolean givenUp;

    Mailbox(Room room) {
        this.room = room;
    }

    Room room() {
        return room;
    }

    void become(Room next) {
        room = next;
    }

    Offer offer(Consumer<Mailbox> task) {
        lock.lock();
        try {
            while (waiting.size() >= CAPACITY) {
                notFull.awaitUninterruptibly();
            }
            if (givenUp) {
                return Offer.GIVEN_UP;
            }
            waiting.add(task);
            if (draining) {
                return Offer.TAKEN;
            }
            draining = true;
            return Offer.TAKEN_AND_IDLE;
        } finally {
            lock.unlock();
        }
    }

    /** Does all that waits. If the room is over at the end, this mailbox takes nothing more and {@code giveUp} is run. */
    void drain(Runnable giveUp) {
        Optional<Consumer<Mailbox>> task = next();
        while (task.isPresent()) {
            run(task.get());
            task = next();
        }
        if (isGivenUp()) {
            giveUp.run();
        }
    }

    private Optional<Consumer<Mailbox>> next() {
        lock.lock();
        try {
            Consumer<Mailbox> task = waiting.poll();
            if (task == null) {
                draining = false;
                givenUp = room.isOver();
            }
            notFull.signal();
            return Optional.ofNullable(task);
        } finally {
            lock.unlock();
        }
    }

    private boolean isGivenUp() {
        lock.lock();
        try {
            return givenUp;
        } finally {
            lock.unlock();
        }
    }

    /** One task that fails must not stop the room: the thread's handler hears of it, the next task is done. */
    private void run(Consumer<Mailbox> task) {
        try {
            task.accept(this);
        } catch (Throwable e) { // an Error too: after it nobody would drain this mailbox any more
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }
}
