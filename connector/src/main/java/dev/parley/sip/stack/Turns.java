package dev.parley.sip.stack;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has one Call-ID is handled in the order in which it was parsed, one after the other: an ACK before the INVITE that
 * follows it, a text before the next one. Asterisk waits for no answer in between (16.28 and 22.10), and what is overtaken has
 * a number that is too low (RFC 3261 §12.2.2). Of datagrams that come in the same moment, jain-sip parses two side by side.
 */
final class Turns {
    private final ReentrantLock lock = new ReentrantLock();
    /** For each Call-ID that something is being done for, what comes next. */
    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

    private final Executor threads;

    Turns(Executor threads) {
        this.threads = threads;
    }

    /** Never waits. */
    void take(String callId, Runnable task) {
        if (isFirst(callId, task)) {
            threads.execute(() -> work(callId, task));
        }
    }

    private boolean isFirst(String callId, Runnable task) {
        lock.lock();
        try {
            Queue<Runnable> before = waiting.get(callId);
            if (before != null) {
                before.add(task);
                return false;
            }
            waiting.put(callId, new ArrayDeque<>(1));
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void work(String callId, Runnable first) {
        Optional<Runnable> task = Optional.of(first);
        while (task.isPresent()) {
            task.get().run();
            task = next(callId);
        }
    }

    private Optional<Runnable> next(String callId) {
        lock.lock();
        try {
            Optional<Runnable> task = Optional.ofNullable(waiting.get(callId)).map(Queue::poll);
            if (task.isEmpty()) {
                waiting.remove(callId);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }
}
