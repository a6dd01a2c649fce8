package dev.parley.sip.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tables of small values that outlive the process, {@code kill -9} included, but not necessarily the machine: what is written
 * is with the kernel, which has not put it on the disk yet. All of it is in memory too. Thread-safe.
 */
public final class Store implements AutoCloseable {
    /** A full disk is not emptied within seconds, and each try writes all there is. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final Map<String, Map<String, byte[]>> tables;
    private final Optional<Writer> writer;

    private Store(Map<String, Map<String, byte[]>> tables, Optional<Writer> writer) {
        this.tables = tables;
        this.writer = writer;
    }

    /** Keeps nothing: for a Parley after which none is to know anything. */
    public static Store none() {
        return new Store(new ConcurrentHashMap<>(), Optional.empty());
    }

    /**
     * What a Parley before this one kept there, and what this one will. A file that cannot be made sense of is put aside
     * under another name, with a warning, and nothing is known of what was in it.
     *
     * @param directory made if it is not there
     * @throws StoreException if it cannot be written to, or another Parley has it open
     */
    public static Store open(Path directory) throws StoreException {
        Path path = StateFile.in(directory);
        StateFile file = StateFile.open(path);
        Map<String, Map<String, byte[]>> tables = new ConcurrentHashMap<>();
        file.read().forEach((name, rows) -> tables.put(name, new ConcurrentHashMap<>(rows)));
        return new Store(tables, Optional.of(new Writer(path, file, tables, PAUSE_AFTER_FAILURE)));
    }

    /** @param name the same whenever it is asked for, also by the next Parley */
    public <V> Table<V> table(String name, Codec<V> codec) {
        Map<String, byte[]> rows = tables.computeIfAbsent(name, unknown -> new ConcurrentHashMap<>());
        return new Table<>(name, codec, rows, writer.map(to -> key -> to.changed(new Writer.Row(name, key))));
    }

    /** All that was put is written when it returns. */
    @Override
    public void close() {
        writer.ifPresent(Writer::close);
    }
}
