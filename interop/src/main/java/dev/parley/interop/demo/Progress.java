package dev.parley.interop.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says what is being done, and now and then that it still is. */
final class Progress {
    private static final Duration STEP = Duration.ofSeconds(5);

    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String what) {
        out.println("-- " + what);
    }

    <T> T during(String what, Supplier<T> work) {
        say(what);
        var done = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> count(done));
        try {
            return work.get();
        } finally {
            done.countDown();
        }
    }

    private void count(CountDownLatch done) {
        long seconds = 0;
        try {
            while (!done.await(STEP.toSeconds(), TimeUnit.SECONDS)) {
                seconds += STEP.toSeconds();
                out.println("   ... " + seconds + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
