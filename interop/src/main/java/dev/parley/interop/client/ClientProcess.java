package dev.parley.interop.client;

import dev.parley.interop.Await;
import dev.parley.interop.Seen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A program that is driven through its standard input, with a home folder of its own that goes away with it. */
final class ClientProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path home;
    private final Process process;
    private final Thread killer;
    private final Seen<String> lines = new Seen<>();

    ClientProcess(Path home, List<String> command) {
        this.home = home;
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.killer = new Thread(process::destroyForcibly, "client-killer");
        Runtime.getRuntime().addShutdownHook(killer);
        Thread.ofVirtual().name("client-output").start(this::readAll);
    }

    static Path newHome() {
        try {
            return Files.createTempDirectory("parley-client-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(this + " has ended", e);
        }
    }

    /** For a program that says how it is only when it is asked. */
    void typeUntil(String line, String what, Predicate<String> wanted) {
        Optional<String> answer = Await.answer(PATIENCE, () -> {
            type(line);
            return lines.await(wanted, Duration.ofMillis(200));
        });
        if (answer.isEmpty()) {
            throw new AssertionError("no " + what + " in " + this);
        }
    }

    /** Returns when it has said so after the line was typed, not before. */
    void typeAndAwait(String line, String what, Predicate<String> wanted) {
        int before = lines.all().size();
        type(line);
        boolean said = lines.awaitAll(
                        all -> all.stream().skip(before).filter(wanted).findFirst(), PATIENCE)
                .isPresent();
        if (!said) {
            throw new AssertionError("no " + what + " in " + this);
        }
    }

    String awaitLine(String what, Predicate<String> wanted) {
        return lines.await(wanted, PATIENCE).orElseThrow(() -> new AssertionError("no " + what + " in " + this));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(killer);
            try (Stream<Path> tree = Files.walk(home)) {
                tree.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAll() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // It was stopped.
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines.all());
    }
}
