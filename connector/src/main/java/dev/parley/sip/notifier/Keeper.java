package dev.parley.sip.notifier;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.store.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Writes one subscription down before what it does can be seen from outside. Thread-safe. */
final class Keeper {
    /** In a quiet room most NOTIFYs write nothing; and 2^31 numbers last for more restarts than there are. */
    private static final int BLOCK = 100;

    private final Table<Kept> table;
    private final ReentrantLock lock = new ReentrantLock();
    private Kept now;
    private Optional<Kept> written = Optional.empty();
    private boolean over;

    Keeper(Table<Kept> table, Kept begun) {
        this.table = table;
        this.now = begun;
    }

    void begun() {
        lock.lock();
        try {
            become(now);
        } finally {
            lock.unlock();
        }
    }

    void refreshed(Instant expires, Dialog dialog) {
        lock.lock();
        try {
            become(now.with(now.memory(), dialog).until(expires));
        } finally {
            lock.unlock();
        }
    }

    /** @param dialog with the number of the NOTIFY that is to be sent */
    void telling(Memory memory, Dialog dialog) {
        lock.lock();
        try {
            become(now.with(memory, dialog));
        } finally {
            lock.unlock();
        }
    }

    void over() {
        lock.lock();
        try {
            over = true;
            table.remove(now.key());
        } finally {
            lock.unlock();
        }
    }

    private void become(Kept next) {
        now = next;
        if (over || written.filter(known -> known.covers(next)).isPresent()) {
            return;
        }
        Kept ahead = next.ahead(BLOCK);
        table.put(ahead.key(), ahead);
        written = Optional.of(ahead);
    }
}
