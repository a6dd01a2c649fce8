package dev.parley.interop.connector;

import dev.parley.cli.Main;
import dev.parley.interop.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A Parley in a process of its own, which can be killed. It logs to {@code parley.log} beside its configuration. */
public final class ParleyProcess implements AutoCloseable {
    /** A JVM of its own takes long to begin on a machine that does much else. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Process process;
    private final Path log;
    /** What those before it have logged. */
    private final int before;

    private ParleyProcess(Process process, Path log, int before) {
        this.process = process;
        this.log = log;
        this.before = before;
    }

    /** @param yaml all of its parley.yaml */
    public static ParleyProcess start(Path directory, String yaml) {
        Path log = directory.resolve("parley.log");
        try {
            int before = Files.exists(log) ? Files.readString(log).length() : 0;
            Path config = Files.writeString(directory.resolve("parley.yaml"), yaml);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "run",
                            "--config",
                            config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ParleyProcess(process, log, before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it has seen the rooms of its PBX. */
    public void awaitAttached() {
        if (Await.answer(A_MINUTE, () -> Optional.of(log()).filter(said -> said.contains("is in sight")))
                .isEmpty()) {
            kill9(); // nobody else knows it yet
            throw new AssertionError("Parley never saw its PBX:\n" + log());
        }
    }

    /** Returns when it is gone. */
    public void kill9() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As a service manager does it. Returns when it is gone. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** What it has logged so far. */
    public String log() {
        try {
            return Files.readString(log).substring(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for Parley to end", e);
        }
    }

    @Override
    public void close() {
        kill9();
    }
}
