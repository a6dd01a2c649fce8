package dev.parley.interop.focus.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** One sipp that plays one side of many calls. */
final class Party implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Path folder;
    private final Process sipp;

    private Party(Path folder, Process sipp) {
        this.folder = folder;
        this.sipp = sipp;
    }

    static void assumeInstalled() {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sipp")));
        if (!installed) {
            System.out.println("Skipped: sipp is not installed");
        }
        Assumptions.assumeTrue(installed, "sipp is not installed");
    }

    /**
     * How sipp reaches Parley.
     *
     * @param port its own
     * @param contact the port that it says it is reached at
     * @param transport {@code udp} or {@code tcp}
     */
    record Way(int port, int contact, String transport) {
        boolean isTcp() {
            return transport.equals("tcp");
        }
    }

    /** Waits for calls, and ends after so many. */
    static Party pbx(Scenario scenario, int calls, Way way) {
        Party pbx = begin(scenario, calls, way, List.of());
        assertThat(Await.answer(SOON, () -> Optional.of(way).filter(Party::isTaken)))
                .as("sipp listens on %s", way)
                .isPresent();
        return pbx;
    }

    /** Looked up where Linux says it: a probe would be a call, or take the port away. */
    private static boolean isTaken(Way way) {
        String port = String.format(":%04X ", way.port());
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net", way.transport()))) {
            return sockets.anyMatch(line -> line.contains(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param rate new calls per second */
    static Party phones(Scenario scenario, int calls, int rate, Way way, int target) {
        return begin(scenario, calls, way, List.of("-r", String.valueOf(rate), "127.0.0.1:" + target));
    }

    private static Party begin(Scenario scenario, int calls, Way way, List<String> more) {
        try {
            Path folder = Files.createTempDirectory("parley-sipp-");
            Path file = Files.writeString(folder.resolve("scenario.xml"), scenario.xml());
            List<String> command = new ArrayList<>(List.of(
                    "sipp",
                    "-sf",
                    file.toString(),
                    "-i",
                    "127.0.0.1",
                    "-p",
                    String.valueOf(way.port()),
                    "-t",
                    way.isTcp() ? "t1" : "u1",
                    "-m",
                    String.valueOf(calls),
                    "-key",
                    "contact_port",
                    String.valueOf(way.contact()),
                    "-l",
                    "2000",
                    "-nostdin",
                    // Calls outlive their connection.
                    "-max_reconnect",
                    "10",
                    "-reconnect_close",
                    "false",
                    "-reconnect_sleep",
                    "100",
                    "-trace_err",
                    // It takes a machine that is busy with other things for a fault of its own, and ends.
                    "-watchdog_interval",
                    "0"));
            command.addAll(more);
            Process sipp = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen.txt").toFile())
                    .start();
            sipp.getOutputStream().close();
            return new Party(folder, sipp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** However its calls went. */
    void awaitEnd(Duration patience) {
        try {
            assertThat(sipp.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
                    .as("sipp has ended")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sipp was running", e);
        }
    }

    /** All its calls went as they should. */
    void awaitSuccess(Duration patience) {
        try {
            boolean ended = sipp.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended && sipp.exitValue() == 0)
                    .as("sipp ended: %s\n%s", ended, what())
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sipp was running", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String what() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> !each.toString().endsWith(".xml")).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                all.append(file.toString().endsWith(".log") ? head(text) : tail(text));
            }
        }
        return all.toString();
    }

    private static String head(String text) {
        return text.substring(0, Math.min(3_000, text.length()));
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 4_000));
    }

    @Override
    public void close() {
        sipp.destroy();
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
