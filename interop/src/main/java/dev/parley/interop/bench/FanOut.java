package dev.parley.interop.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** One text inside a call of the focus, and a copy for each of the others. */
final class FanOut {
    private static final int MOST_TEXTS = 20_000;
    private static final int DIGITS = 6;
    private static final int UNDER_WAY = 200;
    private static final long PATIENCE_SECONDS = 60;

    private final FocusCallers callers;
    private final FocusProcess focus;
    private final AtomicLongArray written = new AtomicLongArray(MOST_TEXTS);
    private final AtomicIntegerArray missing = new AtomicIntegerArray(MOST_TEXTS);
    private volatile Semaphore window = new Semaphore(0);
    private volatile Histogram latency = new SynchronizedHistogram(3);
    private int next;

    FanOut(FocusCallers callers, FocusProcess focus) {
        this.callers = callers;
        this.focus = focus;
        callers.onText(this::came);
    }

    /** Lets the first of these calls write; all others read each text. */
    SipFigures measure(List<FocusCallers.Up> calls, int texts) throws IOException, InterruptedException {
        int readers = calls.size() - 1;
        int atATime = Math.max(UNDER_WAY / readers, 1);
        window = new Semaphore(atATime);
        latency = new SynchronizedHistogram(3);
        Duration before = focus.cpu();
        long start = System.nanoTime();
        for (int i = 0; i < texts; i++) {
            acquire(1);
            int number = next++;
            missing.set(number, readers);
            written.set(number, System.nanoTime());
            callers.write(calls.getFirst(), number, text(number)).join();
        }
        acquire(atATime);
        long nanos = System.nanoTime() - start;
        long cpu = focus.cpu().minus(before).toNanos();
        return new SipFigures(texts, readers, nanos, cpu, latency, focus.heap() >> 20);
    }

    private static String text(int number) {
        return String.format("#%0" + DIGITS + "d a text of the usual length, as people write it", number);
    }

    private void acquire(int permits) throws InterruptedException {
        if (!window.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not every copy came within " + PATIENCE_SECONDS + " s");
        }
    }

    private void came(String body, long at) {
        int start = body.indexOf('#') + 1;
        int number = Integer.parseInt(body.substring(start, start + DIGITS));
        latency.recordValue(at - written.get(number));
        if (missing.decrementAndGet(number) == 0) {
            window.release();
        }
    }
}
