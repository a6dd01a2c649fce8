package dev.parley.sip.focus.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what happens to one call in order, one thing at a time. */
final class Strand {
    private static final Logger LOG = LoggerFactory.getLogger(Strand.class);

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean working;

    Strand(Executor threads) {
        this.threads = threads;
    }

    /** Never waits. */
    void run(Runnable task) {
        if (isFirst(task)) {
            threads.execute(this::drain);
        }
    }

    /**
     * For a thread that has nothing else to do: it saves waking another one, which takes as long as some of the things that
     * are done. It also does what comes meanwhile.
     */
    void runHere(Runnable task) {
        if (isFirst(task)) {
            drain();
        }
    }

    /** Whether nobody is at work, so that whoever asks has to see to it. */
    private boolean isFirst(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            boolean first = !working;
            working = true;
            return first;
        }
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
