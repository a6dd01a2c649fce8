package dev.parley.sip.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTest {
    private static final int KILLS = 3;
    private static final long EACH = 2_000;

    @TempDir
    Path directory;

    @Test
    void whatever_was_put_before_a_kill_is_there_after_it() throws Exception {
        long next = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long last = killedAfter(next, next + EACH);
            try (Store store = Store.open(directory)) {
                Map<String, KeepsWriting.Value> values = store.table("values", Codec.json(KeepsWriting.Value.class))
                        .all();
                assertThat(values).hasSize(1_000);
                for (long number = last - 999; number <= last; number++) {
                    assertThat(Objects.requireNonNull(values.get("key " + number % 1_000))
                                    .number())
                            .isGreaterThanOrEqualTo(number);
                }
            }
            next = last + 1;
        }
        assertThat(directory).isDirectoryNotContaining("glob:**damaged*");
    }

    /** @return the last number that the program said was put */
    private long killedAfter(long first, long enough) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeepsWriting.class.getName(),
                        directory.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            long last = read(said).orElseThrow();
            while (last < enough) {
                last = read(said).orElseThrow();
            }
            // Not by the process itself, which would close what it has said.
            process.toHandle().destroyForcibly();
            for (Optional<Long> more = read(said); more.isPresent(); more = read(said)) {
                last = more.get();
            }
            return last;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Empty at the end, also in the middle of a line. */
    private static Optional<Long> read(BufferedReader said) throws IOException {
        return Optional.ofNullable(said.readLine()).map(Long::parseLong);
    }
}
