package dev.parley.sip.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be written to any more. */
class WriterTest {
    @TempDir
    Path directory;

    private final Map<String, byte[]> rows = new ConcurrentHashMap<>();
    private final Map<String, Map<String, byte[]>> tables = Map.of("calls", rows);

    private Path path = Path.of("");
    private StateFile file;

    @BeforeEach
    void open() throws StoreException {
        path = StateFile.in(directory);
        file = StateFile.open(path);
    }

    @Test
    void what_could_not_be_written_is_written_with_what_comes_later() throws StoreException {
        try (Writer writer = new Writer(path, file, tables, Duration.ZERO)) {
            put(writer, "before");
            file.abandon();
            rows.remove("before");
            writer.changed(new Writer.Row("calls", "before"));
            put(writer, "meanwhile");
            put(writer, "later");
        }

        assertThat(written()).containsOnlyKeys("meanwhile", "later");
    }

    @Test
    void until_the_next_try_calls_go_on_and_nothing_is_written() throws StoreException {
        try (Writer writer = new Writer(path, file, tables, Duration.ofHours(1))) {
            put(writer, "before");
            file.abandon();
            put(writer, "meanwhile");
            put(writer, "later");
        }

        assertThat(written()).containsOnlyKeys("before");
    }

    private void put(Writer writer, String key) {
        rows.put(key, new byte[] {1});
        writer.changed(new Writer.Row("calls", key));
    }

    private Map<String, byte[]> written() throws StoreException {
        StateFile again = StateFile.open(path);
        try {
            return again.read().getOrDefault("calls", Map.of());
        } finally {
            again.abandon();
        }
    }
}
