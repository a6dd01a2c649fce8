package dev.parley.interop.kamailio;

import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Kamailio on loopback with Parley's shipped files, in a folder of its own. */
public final class KamailioServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);

    private final KamailioInstall install;
    private final KamailioOptions options;
    private final Path folder;
    private final Thread killer = new Thread(this::kill, "kamailio-killer");
    private Optional<Process> process = Optional.empty();

    private KamailioServer(KamailioInstall install, KamailioOptions options) {
        this.install = install;
        this.options = options;
        try {
            this.folder = Files.createTempDirectory("parley-kamailio");
            copyShipped(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Returns when it listens. Its users, if it has to know them, have their names followed by {@code secret} as password. */
    public static KamailioServer start(KamailioInstall install, KamailioOptions options) {
        KamailioServer server = new KamailioServer(install, options);
        server.start();
        return server;
    }

    /** The files that go into Kamailio. */
    public static Path shipped() {
        return AsteriskOptions.standard().dialplan().resolveSibling("kamailio");
    }

    public int sipPort() {
        return options.port();
    }

    public InetSocketAddress sipAddress() {
        return options.address();
    }

    /** What it printed, for messages of failed tests. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(killer);
        process.ifPresent(running -> {
            running.destroy(); // it ends its children itself
            try {
                if (!running.waitFor(10, TimeUnit.SECONDS)) {
                    kill();
                }
            } catch (InterruptedException e) {
                kill();
                Thread.currentThread().interrupt();
            }
        });
        removeFolder();
    }

    private void start() {
        try {
            process = Optional.of(new ProcessBuilder(
                            install.command(folder.resolve("kamailio.cfg"), options, "-DD", "-E", "-Y", folder + ""))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (Await.answer(START, this::listening).isEmpty()) {
            String log = log();
            close();
            throw new IllegalStateException("Kamailio did not start within " + START + ":\n" + log);
        }
    }

    private Optional<Boolean> listening() {
        try (var socket = new Socket(sipAddress().getAddress(), sipPort())) {
            return Optional.of(socket.isConnected());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Its children too: without their parent they would live on. */
    private void kill() {
        process.ifPresent(running -> {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        });
    }

    private static void copyShipped(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(shipped())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        String users = Stream.of("alice", "bob", "carol")
                .map(user -> "\t$sht(users=>%1$s) = \"%1$ssecret\";\n".formatted(user))
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("users.cfg"), "event_route[htable:mod-init] {\n" + users + "}\n");
    }

    private void removeFolder() {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
