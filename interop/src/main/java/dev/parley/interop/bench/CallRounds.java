package dev.parley.interop.bench;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Calls to one server that are set up and torn down again at once. */
final class CallRounds {
    private static final long PATIENCE_SECONDS = 60;

    private final FocusCallers callers;
    private final InetSocketAddress server;
    private final Histogram setUp = new Histogram(3);
    private final List<Double> rates = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    CallRounds(FocusCallers callers, InetSocketAddress server) {
        this.callers = callers;
        this.server = server;
    }

    /** One call, for its set-up time. */
    void alone() {
        FocusCallers.Up up = callers.call(server, "p1").join();
        callers.hangUp(up).join();
        setUp.recordValue(up.setUp());
    }

    /** So many at a time, for their rate. */
    void atOnce(int calls, int atATime) throws InterruptedException {
        Semaphore window = new Semaphore(atATime);
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            acquire(window, 1);
            String user = "p" + (i % atATime + 1);
            callers.call(server, user).thenCompose(callers::hangUp).whenComplete((up, failure) -> {
                if (failure != null) {
                    failures.add(failure);
                }
                window.release();
            });
        }
        acquire(window, atATime);
        rates.add(calls / ((System.nanoTime() - start) / 1e9));
    }

    /** Calls a second, in the middle of all rounds. */
    double rate() {
        return Figures.median(rates);
    }

    /** Milliseconds from INVITE to 200. */
    double setUp(double percentile) {
        return setUp.getValueAtPercentile(percentile) / 1e6;
    }

    /** Why the first of those calls failed that did, if any. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failures.peek());
    }

    String row(String pbx, String way, String cpu) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.2f | %.2f | %s | %d |",
                pbx,
                way,
                rate(),
                setUp(50),
                setUp(99),
                cpu,
                failures.size());
    }

    private static void acquire(Semaphore window, int permits) throws InterruptedException {
        if (!window.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new CompletionException("calls did not end within " + PATIENCE_SECONDS + " s", null);
        }
    }
}
