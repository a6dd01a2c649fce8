package dev.parley.interop.asterisk;

import dev.parley.interop.Await;
import dev.parley.interop.ami.RawAmi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One Asterisk on free loopback ports, with a folder of its own that goes away with it. */
public final class AsteriskServer implements AutoCloseable {
    /** The AMI user of the product, with the secret of the shipped sample. */
    public static final String PARLEY_USER = "parley";

    public static final String PARLEY_SECRET = "CHANGE-ME-parley";

    /** The account of the product's silent leg, with the password of the shipped sample. */
    public static final String SCRIBE = "parley-scribe";

    public static final String SCRIBE_SECRET = "CHANGE-ME-scribe";

    /** The AMI user of the tests, who may do everything. */
    public static final String LAB_USER = "lab";

    public static final String LAB_SECRET = "labsecret";

    private static final Duration BOOT = Duration.ofSeconds(30);

    private final Runner runner;
    private final Path folder;
    private final Ports ports;
    private final Thread killer = new Thread(this::vanish, "asterisk-killer");
    private Optional<Process> process = Optional.empty();

    private AsteriskServer(Runner runner, AsteriskOptions options) throws IOException {
        this.runner = runner;
        this.folder = runner.newFolder();
        this.ports = Ports.free();
        new Configuration(runner, folder, ports, options).write();
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Writes the configuration and starts; returns when AMI says FullyBooted. */
    public static AsteriskServer start(AsteriskInstall.Ready install, AsteriskOptions options) {
        try {
            var server = new AsteriskServer(install.runner(), options);
            try {
                server.start();
                return server;
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts again what was stopped or killed: same ports, same configuration. */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            process = Optional.of(new ProcessBuilder(runner.command("-C", configuration(), "-f"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean booted = Await.answer(BOOT, () -> isRunning() ? booted() : Optional.of(false))
                .orElse(false);
        if (!booted) {
            throw new IllegalStateException("Asterisk did not start:\n" + logTail(30));
        }
    }

    /** Ends it the way a system shutdown does: calls are hung up, AMI says Shutdown. */
    public synchronized void stop() {
        process.ifPresent(Process::destroy);
        awaitExit();
    }

    /** Ends it at once; nobody is told. */
    public void kill9() {
        process.ifPresent(Process::destroyForcibly);
        awaitExit();
    }

    public void restart() {
        stop();
        start();
    }

    public boolean isRunning() {
        return process.filter(Process::isAlive).isPresent();
    }

    public int amiPort() {
        return ports.ami();
    }

    /** UDP and TCP have the same number. */
    public int sipPort() {
        return ports.sip();
    }

    public int httpPort() {
        return ports.http();
    }

    public InetSocketAddress sipAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.sip());
    }

    /** The process, for those who watch its load. */
    public long pid() {
        return process.map(Process::pid).orElseThrow(() -> new IllegalStateException("Asterisk was never started"));
    }

    /** A new AMI connection with all rights. */
    public RawAmi lab() {
        return login(LAB_USER, LAB_SECRET);
    }

    /** A new AMI connection as Parley makes it. */
    public RawAmi parley() {
        return login(PARLEY_USER, PARLEY_SECRET);
    }

    /** What the command line interface answers to a command. */
    public String cli(String command) {
        return Shell.run(runner.command("-C", configuration(), "-rx", command)).output();
    }

    /** The end of the log and of what it printed, for messages of failed tests. */
    public String logTail(int lines) {
        return Stream.of(console(), folder.resolve("log/messages.log"))
                .filter(Files::exists)
                .flatMap(file -> Logs.last(lines, file))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(killer);
        removeFolder();
    }

    /** For Ctrl-C: nobody calls close() then. */
    private void vanish() {
        kill9();
        removeFolder();
    }

    private void removeFolder() {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RawAmi login(String user, String secret) {
        try {
            return RawAmi.login(ports.ami(), user, secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logging in works before the modules are loaded, so that only the event tells. */
    private Optional<Boolean> booted() {
        try (RawAmi ami = RawAmi.login(ports.ami(), LAB_USER, LAB_SECRET)) {
            return ami.await(frame -> frame.isEvent("FullyBooted"), Duration.ofSeconds(10))
                    .map(event -> true);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void awaitExit() {
        process.ifPresent(running -> {
            try {
                if (!running.waitFor(10, TimeUnit.SECONDS)) {
                    running.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while Asterisk ends", e);
            }
        });
    }

    private String configuration() {
        return runner.seen(folder.resolve("asterisk.conf")).toString();
    }

    private Path console() {
        return folder.resolve("log/console.txt");
    }
}
