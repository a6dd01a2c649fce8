package dev.parley.sip.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values under keys. Each change is written when the call returns, which takes well below a millisecond; only if the disk does
 * not take it within {@link Writer#PATIENCE}, the call returns all the same and the change is written as soon as may be.
 * Thread-safe.
 */
public final class Table<V> {
    private static final Logger LOG = LoggerFactory.getLogger(Table.class);

    private final String name;
    private final Codec<V> codec;
    private final Map<String, byte[]> rows;
    private final Optional<Consumer<String>> changed;

    /** @param changed hears of each key whose value is another one now; empty if nothing is to be kept */
    Table(String name, Codec<V> codec, Map<String, byte[]> rows, Optional<Consumer<String>> changed) {
        this.name = name;
        this.codec = codec;
        this.rows = rows;
        this.changed = changed;
    }

    public void put(String key, V value) {
        changed.ifPresent(keeper -> {
            rows.put(key, codec.write(value));
            keeper.accept(key);
        });
    }

    /** Nothing happens if there is none. */
    public void remove(String key) {
        if (rows.remove(key) != null) {
            changed.ifPresent(keeper -> keeper.accept(key));
        }
    }

    /** What is there now. What cannot be read, since another version of Parley wrote it, is removed. */
    public Map<String, V> all() {
        Map<String, V> values = new LinkedHashMap<>();
        Map.copyOf(rows).forEach((key, written) -> {
            try {
                values.put(key, codec.read(written));
            } catch (RuntimeException e) { // whatever a reader makes of bytes that it does not know
                LOG.warn("One of the kept {} cannot be read and is dropped: {}", name, firstLine(e));
                remove(key);
            }
        });
        return values;
    }

    private static String firstLine(Exception e) {
        return e.toString().lines().findFirst().orElseThrow();
    }
}
