package dev.parley.sip.notifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** When to look at what: one thread for all subscriptions, which only wakes up others. */
final class Agenda implements AutoCloseable {
    private final Clock clock;
    private final ScheduledThreadPoolExecutor timer;

    Agenda(Clock clock) {
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("notifier-agenda").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        // Whoever still works when Parley ends may ask for a look that nobody takes.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** @param look must not block */
    Future<?> at(Instant when, Runnable look) {
        Duration wait = Duration.between(clock.instant(), when);
        // Rounded up: a look that is early finds nothing and comes again.
        return timer.schedule(look, wait.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
