package dev.parley.sip.focus.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what happens to one call in order, one thing at a time. Whoever brings something never waits. */
final class Strand {
    private static final Logger LOG = LoggerFactory.getLogger(Strand.class);

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean working;

    Strand(Executor threads) {
        this.threads = threads;
    }

    void run(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (working) {
                return;
            }
            working = true;
        }
        threads.execute(this::drain);
    }

    private void drain() {
        while (true) {
            Runnable task;
            synchronized (waiting) {
                if (waiting.isEmpty()) {
                    working = false;
                    return;
                }
                task = waiting.remove();
            }
            done(task);
        }
    }

    /** One fault must not leave the call without anybody who ends it. */
    private static void done(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("Something could not be done for a call through the focus", e);
        }
    }
}
