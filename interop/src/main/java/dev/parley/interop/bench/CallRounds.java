package dev.parley.interop.bench;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** Calls that are set up and torn down again at once. */
final class CallRounds {
    private static final long PATIENCE_SECONDS = 60;

    private final FocusCallers callers;
    private final AtomicInteger failed = new AtomicInteger();

    CallRounds(FocusCallers callers) {
        this.callers = callers;
    }

    /** One at a time, to each of two servers in turn; the time from INVITE to 200 goes into its histogram. */
    void inTurn(int calls, InetSocketAddress one, Histogram ofOne, InetSocketAddress other, Histogram ofOther) {
        for (int i = 0; i < calls; i++) {
            ofOne.recordValue(alone(one));
            ofOther.recordValue(alone(other));
        }
    }

    private long alone(InetSocketAddress server) {
        FocusCallers.Up up = callers.call(server, "p1").join();
        callers.hangUp(up).join();
        return up.setUp();
    }

    /**
     * So many at a time.
     *
     * @return calls a second
     */
    double atOnce(int calls, int atATime, InetSocketAddress server) throws InterruptedException {
        Semaphore window = new Semaphore(atATime);
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            acquire(window, 1);
            String user = "p" + (i % atATime + 1);
            callers.call(server, user).thenCompose(callers::hangUp).whenComplete((up, failure) -> {
                if (failure != null) {
                    failed.incrementAndGet();
                }
                window.release();
            });
        }
        acquire(window, atATime);
        return calls / ((System.nanoTime() - start) / 1e9);
    }

    /** Of all rounds so far. */
    int failed() {
        return failed.get();
    }

    private static void acquire(Semaphore window, int permits) throws InterruptedException {
        if (!window.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new CompletionException("calls did not end within " + PATIENCE_SECONDS + " s", null);
        }
    }

    static Histogram histogram() {
        return new SynchronizedHistogram(3);
    }
}
