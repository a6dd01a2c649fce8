package dev.parley.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Tells senders why their text was refused; seldom enough that nobody can make the room shout at anybody. */
public final class Notices {
    private static final Rate PER_SOURCE = new Rate(0.2, 5);
    private static final int AT_ONCE = 50;

    private final Function<String, Courier> couriers;
    private final RelayListener listener;
    private final Executor threads;
    private final Buckets<String> sources = new Buckets<>(PER_SOURCE);
    private final Semaphore free = new Semaphore(AT_ONCE);

    public Notices(Function<String, Courier> couriers, RelayListener listener, Executor threads) {
        this.couriers = couriers;
        this.listener = listener;
        this.threads = threads;
    }

    /** Waits until nobody is being told anything. */
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        boolean idle = free.tryAcquire(AT_ONCE, patience.toMillis(), TimeUnit.MILLISECONDS);
        if (idle) {
            free.release(AT_ONCE);
        }
        return idle;
    }

    void offer(Notice notice, Instant now) {
        if (!sources.take(notice.room().pbx() + " " + notice.to().source(), now) || !free.tryAcquire()) {
            listener.noticed(notice, new Outcome.Expired("too many notices"));
            return;
        }
        threads.execute(() -> {
            try {
                listener.noticed(notice, couriers.apply(notice.room().pbx()).answer(notice));
            } finally {
                free.release();
            }
        });
    }
}
