package dev.parley.pbx.asterisk;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.asteriskjava.manager.internal.ManagerWriterImpl;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * Writes the copies of a text together: those who send only add theirs, and one thread writes what has gathered while it
 * wrote before. asterisk-java's own writer, which asks the kernel for each action, still writes everything else.
 */
final class AmiWriter extends ManagerWriterImpl {
    /** Who adds to more than this waits: the other side does not read. */
    private static final int FULL = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private StringBuilder gathered = new StringBuilder();
    private boolean ended;

    @Override
    public void setSocket(SocketConnectionFacade socket) {
        super.setSocket(socket);
        Thread.ofVirtual().name("ami-writer").start(() -> write(socket));
    }

    /** Nothing more is written. Whoever waits for an answer hears of it when the session ends. */
    void end() {
        lock.lock();
        try {
            ended = true;
            some.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while too much waits. At the end nothing is added: whoever sends sees that the session has ended. */
    void add(String frame) {
        lock.lock();
        try {
            while (gathered.length() >= FULL && !ended) {
                notFull.awaitUninterruptibly();
            }
            gathered.append(frame);
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    private void write(SocketConnectionFacade socket) {
        try {
            for (String batch = take(); !batch.isEmpty(); batch = take()) {
                socket.write(batch);
                socket.flush();
            }
        } catch (IOException e) {
            end(); // the reader finds the same connection broken, and ends the session
        }
    }

    /** All that has gathered; empty at the end. */
    private String take() {
        lock.lock();
        try {
            while (gathered.isEmpty() && !ended) {
                some.awaitUninterruptibly();
            }
            String batch = ended ? "" : gathered.toString();
            gathered = new StringBuilder();
            notFull.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }
}
