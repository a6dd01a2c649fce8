package dev.parley.interop.freeswitch;

import dev.parley.esl.ApiReply;
import dev.parley.esl.EslAddress;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslEvent;
import dev.parley.esl.EslException;
import dev.parley.esl.EslListener;
import dev.parley.esl.EslLogin;
import dev.parley.esl.EslOptions;
import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.phone.PhoneOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real FreeSWITCH on loopback with Parley's shipped files, in a folder of its own. */
public final class FreeSwitchServer implements AutoCloseable {
    public static final String PROFILE = FreeSwitchFiles.PROFILE;
    public static final String PASSWORD = FreeSwitchFiles.PASSWORD;
    private static final Duration START = Duration.ofSeconds(60);

    private final FreeSwitchInstall install;
    private final FreeSwitchPorts ports = FreeSwitchPorts.free();
    private final Path folder;
    private final Thread killer = new Thread(this::kill, "freeswitch-killer");
    private volatile Optional<Process> process = Optional.empty();

    private FreeSwitchServer(FreeSwitchInstall install, Path folder) {
        this.install = install;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(killer); // else it outlives a demo that is ended by Ctrl-C
    }

    /** @param users whose passwords are their names followed by {@code secret} */
    public static FreeSwitchServer start(FreeSwitchInstall install, List<String> users) {
        Path shipped = AsteriskOptions.standard().dialplan().resolveSibling("freeswitch");
        try {
            FreeSwitchServer server = new FreeSwitchServer(install, Files.createTempDirectory("parley-freeswitch"));
            new FreeSwitchFiles(shipped, server.ports).write(server.folder.resolve("conf"), users);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int sipPort() {
        return ports.sip();
    }

    public int eventSocketPort() {
        return ports.eventSocket();
    }

    /** A phone of one of the users, with a name such as Alice A. */
    public PhoneOptions phone(String user) {
        String initial = user.substring(0, 1).toUpperCase(Locale.ROOT);
        return PhoneOptions.of(user, sipAddress())
                .withPassword(user + "secret")
                .withDisplay(initial + user.substring(1) + " " + initial);
    }

    private InetSocketAddress sipAddress() {
        return new InetSocketAddress("127.0.0.1", ports.sip());
    }

    /** After {@link #kill}, with the same ports and nothing remembered. */
    public void start() {
        try {
            ProcessBuilder builder = new ProcessBuilder(install.program().toString(), "-nf", "-nc", "-nonat", "-np");
            builder.command().addAll(List.of("-conf", folder("conf"), "-log", folder("log"), "-db", folder("db")));
            builder.command().addAll(List.of("-run", folder("run"), "-temp", folder("tmp"), "-certs", folder("certs")));
            builder.command().addAll(List.of("-recordings", folder("rec"), "-storage", folder("storage")));
            builder.command().addAll(List.of("-cache", folder("cache")));
            builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile());
            process = Optional.of(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (Await.answer(START, this::ready).isEmpty()) {
            String log = output();
            close();
            throw new IllegalStateException("FreeSWITCH did not start within " + START + ":\n" + log);
        }
    }

    /** Without a word to anybody. */
    public void kill() {
        process.ifPresent(running -> {
            running.destroyForcibly();
            running.onExit().join();
        });
        process = Optional.empty();
    }

    /** What an API command prints. */
    public String api(String command) {
        try (EslConnection connection = connect(new Deaf())) {
            ApiReply reply = connection.api(command);
            return reply.text();
        } catch (EslException e) {
            throw new IllegalStateException(e);
        }
    }

    public EslConnection connect(EslListener listener) throws EslException {
        return EslConnection.connect(
                new EslAddress("127.0.0.1", ports.eventSocket()),
                new EslLogin.Password(PASSWORD),
                EslOptions.defaults(),
                listener);
    }

    @Override
    public void close() {
        forgetKiller();
        process.ifPresent(running -> {
            running.destroy();
            try {
                if (!running.waitFor(10, TimeUnit.SECONDS)) {
                    kill();
                }
            } catch (InterruptedException e) {
                kill();
                Thread.currentThread().interrupt();
            }
        });
        process = Optional.empty();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forgetKiller() {
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // the machine is ending, and the killer at work
        }
    }

    private Optional<String> ready() {
        try (EslConnection connection = connect(new Deaf())) {
            return Optional.of(connection.api("sofia status").text()).filter(status -> status.contains("RUNNING"));
        } catch (EslException e) {
            return Optional.empty();
        }
    }

    private String folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name)).toString();
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }

    private static final class Deaf implements EslListener {
        @Override
        public void event(EslEvent event) {}

        @Override
        public void missed(long events, String why) {}

        @Override
        public void ended(EslException why) {}
    }
}
