package dev.parley.pbx.asterisk;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Between the thread that reads AMI, which must never wait, and the one that applies. When it is full an item is
 * dropped and counted, and doubt is raised: the lists are fetched anew, and texts that Asterisk remembers with them.
 */
final class Backlog {
    private static final int CAPACITY = 200_000;

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicBoolean doubt = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();

    void add(Item item) {
        if (!items.offer(item)) {
            dropped.incrementAndGet();
            doubt.set(true);
        }
    }

    Item take() throws InterruptedException {
        return items.take();
    }

    boolean takeDoubt() {
        return doubt.getAndSet(false);
    }

    int size() {
        return items.size();
    }

    long dropped() {
        return dropped.get();
    }
}
