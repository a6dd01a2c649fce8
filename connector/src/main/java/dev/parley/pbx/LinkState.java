package dev.parley.pbx;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether a PBX is in sight, for those who wait for it. */
public final class LinkState {
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Link link;

    public LinkState(Clock clock) {
        this.clock = clock;
        this.link = new Link.Down("not connected yet", clock.instant());
    }

    public Link now() {
        return link;
    }

    public void up(String version) {
        become(new Link.Up(version, clock.instant()));
    }

    /** Whether that is news: the reason for being down has changed, or it was up. */
    public boolean down(String why) {
        lock.lock();
        try {
            if (link instanceof Link.Down before) {
                link = new Link.Down(why, before.since());
                return !before.why().equals(why);
            }
            become(new Link.Down(why, clock.instant()));
            return true;
        } finally {
            lock.unlock();
        }
    }

    public boolean awaitUp(Instant deadline) {
        return (link instanceof Link.Up || awaitChange(deadline)) && deadline.isAfter(Instant.now());
    }

    private boolean awaitChange(Instant deadline) {
        lock.lock();
        try {
            long nanos = Duration.between(Instant.now(), deadline).toNanos();
            while (!(link instanceof Link.Up) && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return link instanceof Link.Up;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void become(Link next) {
        lock.lock();
        try {
            link = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
