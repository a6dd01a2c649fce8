package dev.parley.sip.notifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees that one subscriber is told what it is owed. Takes a thread only while a NOTIFY is outstanding. Thread-safe. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Subscription subscription;
    private final Supplier<Views> views;
    private final Line line;
    private final Agenda agenda;
    private final Executor threads;
    private final Clock clock;
    private final Consumer<Delivery> whenOver;
    private final ReentrantLock lock = new ReentrantLock();
    /** A SUBSCRIBE is about to be answered, which comes before its NOTIFY. */
    private boolean held = true;

    private boolean working;
    private Optional<Future<?>> planned = Optional.empty();

    /** What all deliveries share. */
    record Means(Agenda agenda, Executor threads, Clock clock) {}

    Delivery(Subscription subscription, Supplier<Views> views, Line line, Means means, Consumer<Delivery> whenOver) {
        this.subscription = subscription;
        this.views = views;
        this.line = line;
        this.agenda = means.agenda();
        this.threads = means.threads();
        this.clock = means.clock();
        this.whenOver = whenOver;
    }

    /** Lets no NOTIFY begin until a SUBSCRIBE has been answered. False if the subscription is over or about to be. */
    boolean hold() {
        lock.lock();
        try {
            held = held || subscription.isLive();
            return subscription.isLive();
        } finally {
            lock.unlock();
        }
    }

    /** The first SUBSCRIBE has been answered, or a later one was refused. */
    void resume() {
        change(() -> held = false);
    }

    /** @param span from now on */
    void refreshed(Duration span) {
        change(() -> {
            subscription.refreshed(clock.instant().plus(span));
            held = false;
        });
    }

    void ends(Reason why) {
        change(() -> {
            subscription.ends(why);
            held = false;
        });
    }

    void news() {
        change(() -> subscription.changed(views.get(), clock.instant()));
    }

    /** What the room is like can be known from now on. */
    void inSight() {
        change(() -> subscription.inSight(views.get(), clock.instant()));
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            plan();
        } finally {
            lock.unlock();
        }
    }

    private void plan() {
        planned.ifPresent(look -> look.cancel(false));
        planned = Optional.empty();
        if (held || working) {
            return;
        }
        Instant now = clock.instant();
        subscription.due(now).ifPresent(due -> {
            if (due.isAfter(now)) {
                planned = Optional.of(agenda.at(due, () -> change(() -> {})));
            } else {
                working = true;
                threads.execute(this::work);
            }
        });
    }

    private void work() {
        Optional<Notification> next = next();
        while (next.isPresent()) {
            NotifyAnswer answer = send(next.get());
            change(() -> subscription.answered(answer, clock.instant()));
            next = next();
        }
    }

    private Optional<Notification> next() {
        lock.lock();
        try {
            Optional<Notification> next =
                    held ? Optional.empty() : subscription.next(views.get(), line.space(), clock.instant());
            if (next.isPresent()) {
                return next;
            }
            working = false;
            plan();
        } finally {
            lock.unlock();
        }
        if (isOver()) {
            whenOver.accept(this);
        }
        return Optional.empty();
    }

    private boolean isOver() {
        lock.lock();
        try {
            return subscription.isOver();
        } finally {
            lock.unlock();
        }
    }

    private NotifyAnswer send(Notification notification) {
        try {
            return line.send(notification);
        } catch (RuntimeException e) { // whatever it was, the next one must not wait for ever
            LOG.warn(
                    "A NOTIFY of {} could not be sent",
                    subscription.subscriber().key(),
                    e);
            return new NotifyAnswer.Unsendable();
        }
    }
}
