package dev.parley.esl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One thread writes what has gathered while it wrote before, so that many small commands share a write. */
final class Outbox {
    /** More than this waits only while the other side does not read. */
    private static final int FULL = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private boolean ended;

    /** Waits while the other side does not read; returns at the end too. */
    void awaitRoom() {
        lock.lock();
        try {
            while (gathered.size() >= FULL && !ended) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Never waits. Is ignored after the end: whoever waits for an answer is told by {@link Replies}. */
    void add(byte[] command) {
        lock.lock();
        try {
            gathered.writeBytes(command);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns at the end. */
    void writeTo(OutputStream out, Consumer<IOException> broken) {
        try {
            for (byte[] batch = take(); batch.length > 0; batch = take()) {
                out.write(batch);
                out.flush();
            }
        } catch (IOException e) {
            broken.accept(e);
        }
    }

    /** All that has gathered; empty at the end. */
    private byte[] take() {
        lock.lock();
        try {
            while (gathered.size() == 0 && !ended) {
                changed.awaitUninterruptibly();
            }
            byte[] batch = ended ? new byte[0] : gathered.toByteArray();
            gathered = new ByteArrayOutputStream();
            changed.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }
}
