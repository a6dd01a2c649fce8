package dev.parley.sip.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes what has changed: all that comes while it writes goes out together next. The file's channel would be
 * closed by an interrupt, so no other thread touches it. A disk that fails stops no call: the tables in memory go on, and the
 * file is begun anew later.
 */
final class Writer implements AutoCloseable {
    /** A SIP phone resends after 500 ms (RFC 3261 §17.1.1.2); a slow disk must not be the reason. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Path path;
    private final Map<String, Map<String, byte[]>> tables;
    private final Duration pauseAfterFailure;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Condition written = lock.newCondition();
    private Set<Row> dirty = new HashSet<>();
    /** Changes that were asked for, and those of them that are dealt with. */
    private long latest;

    private long done;
    private boolean closed;

    /** Of the writing thread alone; empty after a failure. */
    private Optional<StateFile> file;

    private long notBeforeNanos;

    record Row(String table, String key) {}

    private record Batch(Set<Row> rows, long upTo) {}

    Writer(Path path, StateFile file, Map<String, Map<String, byte[]>> tables, Duration pauseAfterFailure) {
        this.path = path;
        this.file = Optional.of(file);
        this.tables = tables;
        this.pauseAfterFailure = pauseAfterFailure;
        this.thread = Thread.ofPlatform().name("state-writer").daemon().start(this::work);
    }

    /** Waits until the row is written as it is now, or {@link #PATIENCE} is over. An interrupt does not cut it short. */
    void changed(Row row) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        lock.lock();
        try {
            dirty.add(row);
            long mine = ++latest;
            asked.signal();
            while (done < mine && System.nanoTime() - deadline < 0) {
                interrupted |= isInterruptedWhileWaitingUntil(deadline);
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isInterruptedWhileWaitingUntil(long deadline) {
        try {
            written.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void work() {
        for (Optional<Batch> batch = next(); batch.isPresent(); batch = next()) {
            write(batch.get().rows());
            finish(batch.get().upTo());
        }
        file.ifPresent(StateFile::close);
    }

    /** Empty if there is nothing more to come. */
    private Optional<Batch> next() {
        lock.lock();
        try {
            while (dirty.isEmpty() && !closed) {
                asked.awaitUninterruptibly();
            }
            Batch batch = new Batch(dirty, latest);
            dirty = new HashSet<>();
            return batch.rows().isEmpty() ? Optional.empty() : Optional.of(batch);
        } finally {
            lock.unlock();
        }
    }

    private void finish(long upTo) {
        lock.lock();
        try {
            done = upTo;
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write(Set<Row> rows) {
        try {
            if (file.isPresent()) {
                file.get().write(now(rows));
            } else if (System.nanoTime() - notBeforeNanos >= 0) {
                beginAnew();
            }
        } catch (StoreException | RuntimeException e) { // a disk fails in more ways than the library names
            LOG.warn("State cannot be written to {}; a restart now would lose calls and subscriptions", path, e);
            file.ifPresent(StateFile::abandon);
            file = Optional.empty();
            notBeforeNanos = System.nanoTime() + pauseAfterFailure.toNanos();
        }
    }

    private void beginAnew() throws StoreException {
        StateFile again = StateFile.open(path);
        file = Optional.of(again);
        Set<Row> all = rows(again.read());
        all.addAll(rows(tables));
        again.write(now(all));
        LOG.info("State is written to {} again", path);
    }

    private static Set<Row> rows(Map<String, Map<String, byte[]>> tables) {
        Set<Row> rows = new HashSet<>();
        tables.forEach((table, values) -> values.keySet().forEach(key -> rows.add(new Row(table, key))));
        return rows;
    }

    private Map<Row, Optional<byte[]>> now(Set<Row> rows) {
        Map<Row, Optional<byte[]>> now = new HashMap<>();
        rows.forEach(row -> now.put(
                row,
                Optional.ofNullable(tables.getOrDefault(row.table(), Map.of()).get(row.key()))));
        return now;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            asked.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
