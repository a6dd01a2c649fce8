package dev.parley.sip.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    Path directory;

    record Call(String room, long cseq, List<String> routes, Optional<String> sdp) {}

    record LaterCall(String room, long cseq, List<String> routes, Optional<String> sdp, String refresher) {}

    private static final Call CALL = new Call("main/3001", 7, List.of("<sip:192.0.2.7;lr>"), Optional.empty());

    @Test
    void what_was_put_is_there_for_the_next_one() throws StoreException {
        try (Store store = Store.open(directory)) {
            calls(store).put("a\r\n\"b\" ü", CALL);
            calls(store).put("gone", CALL);
            calls(store).remove("gone");
            calls(store).remove("never there");
        }

        try (Store store = Store.open(directory)) {
            assertThat(calls(store).all()).containsOnlyKeys("a\r\n\"b\" ü").containsValue(CALL);
        }
    }

    @Test
    void a_directory_that_is_not_there_is_made() throws StoreException {
        Store.open(directory.resolve("var/lib/parley")).close();

        assertThat(directory.resolve("var/lib/parley/parley.state")).isRegularFile();
    }

    @Test
    void tables_do_not_mix() throws StoreException {
        try (Store store = Store.open(directory)) {
            calls(store).put("a", CALL);

            assertThat(store.table("subscriptions", Codec.json(Call.class)).all())
                    .isEmpty();
        }
    }

    @Test
    void what_another_version_wrote_is_dropped_and_the_rest_stays() throws StoreException {
        try (Store store = Store.open(directory)) {
            calls(store).put("older", CALL);
            store.table("calls", Codec.json(LaterCall.class))
                    .put("newer", new LaterCall("main/3001", 7, List.of(), Optional.empty(), "uac"));
        }

        try (Store store = Store.open(directory)) {
            assertThat(store.table("calls", Codec.json(LaterCall.class)).all()).containsOnlyKeys("newer");
            assertThat(calls(store).all()).containsOnlyKeys("newer");
        }
    }

    @Test
    void only_one_parley_may_have_it_open() throws StoreException {
        try (Store store = Store.open(directory)) {
            calls(store).put("a", CALL);

            assertThatThrownBy(() -> Store.open(directory))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("another Parley");

            calls(store).put("b", CALL);
        }
        try (Store store = Store.open(directory)) {
            assertThat(calls(store).all()).containsOnlyKeys("a", "b");
        }
    }

    @Test
    void a_file_of_something_else_is_put_aside() throws Exception {
        Files.writeString(directory.resolve("parley.state"), "This is a letter to my mother.\n".repeat(500));

        try (Store store = Store.open(directory)) {
            assertThat(calls(store).all()).isEmpty();
            calls(store).put("a", CALL);
        }

        assertThat(aside())
                .singleElement()
                .satisfies(file -> assertThat(file).content().startsWith("This is a letter"));
        try (Store store = Store.open(directory)) {
            assertThat(calls(store).all()).containsOnlyKeys("a");
        }
    }

    @Test
    void a_damaged_file_is_put_aside() throws Exception {
        try (Store store = Store.open(directory)) {
            IntStream.range(0, 1_000).forEach(i -> calls(store).put("call " + i, CALL));
        }
        Path file = directory.resolve("parley.state");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 64; i < bytes.length; i += 16) {
            bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);

        try (Store store = Store.open(directory)) {
            assertThat(calls(store).all()).isEmpty();
        }

        assertThat(aside()).hasSize(1);
    }

    @Test
    void where_nothing_can_be_written_the_error_says_so() throws Exception {
        Path file = Files.createFile(directory.resolve("a-file"));

        assertThatThrownBy(() -> Store.open(file.resolve("state")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a-file");
    }

    @Test
    void many_threads_may_write_at_once() throws Exception {
        try (Store store = Store.open(directory);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Table<Call> calls = calls(store);
            for (int thread = 0; thread < 100; thread++) {
                String name = "of " + thread + ", ";
                threads.execute(() -> IntStream.range(0, 20).forEach(i -> {
                    calls.put(name + i % 10, new Call("main/3001", i, List.of(), Optional.empty()));
                    calls.put("of all", new Call("main/3001", i, List.of(), Optional.empty()));
                }));
            }
        }

        try (Store store = Store.open(directory)) {
            assertThat(calls(store).all()).hasSize(1_001);
            assertThat(calls(store).all().entrySet().stream()
                            .filter(row -> row.getKey().endsWith(", 3"))
                            .map(row -> row.getValue().cseq()))
                    .containsOnly(13L);
        }
    }

    @Test
    void an_interrupted_thread_harms_neither_the_file_nor_what_it_puts() throws Exception {
        try (Store store = Store.open(directory)) {
            Thread.currentThread().interrupt();
            calls(store).put("a", CALL);
            assertThat(Thread.interrupted()).isTrue();
            calls(store).put("b", CALL);
        }

        try (Store store = Store.open(directory)) {
            assertThat(calls(store).all()).containsOnlyKeys("a", "b");
        }
    }

    @Test
    void where_nothing_is_kept_nothing_is_found_again() {
        try (Store store = Store.none()) {
            calls(store).put("a", CALL);

            assertThat(calls(store).all()).isEmpty();
        }
    }

    @Test
    void bytes_may_be_kept_as_they_are() throws StoreException {
        byte[] all = new byte[] {0, -1, 13, 10};
        try (Store store = Store.open(directory)) {
            store.table("bytes", BYTES).put("a", all);
        }
        try (Store store = Store.open(directory)) {
            assertThat(store.table("bytes", BYTES).all().get("a")).isEqualTo(all);
        }
    }

    private static final Codec<byte[]> BYTES = new Codec<>() {
        @Override
        public byte[] write(byte[] value) {
            return value;
        }

        @Override
        public byte[] read(byte[] written) {
            return written;
        }
    };

    private static Table<Call> calls(Store store) {
        return store.table("calls", Codec.json(Call.class));
    }

    private List<Path> aside() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("parley.state.damaged-"))
                    .toList();
        }
    }
}
