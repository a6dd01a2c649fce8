package dev.parley.pbx.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** An AMI server that lets anybody in, plays bytes, and answers what it is told to. Loopback, any free port. */
public final class AmiStandIn implements AutoCloseable {
    private static final String FULLY_BOOTED =
            "Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n";

    private final ServerSocket server;
    private final BlockingQueue<Peer> eventPeers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map<String, String>> actions = new LinkedBlockingQueue<>();
    private volatile Function<Map<String, String>, Optional<String>> answers = action -> Optional.empty();
    private volatile Predicate<Map<String, String>> cuts = action -> false;

    public AmiStandIn() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What to answer instead of {@code Response: Success}; the frame must carry the action's own ActionID. */
    public void answering(Function<Map<String, String>, Optional<String>> answers) {
        this.answers = answers;
    }

    /** Whose connection to close instead of an answer. */
    void cuttingAt(Predicate<Map<String, String>> cuts) {
        this.cuts = cuts;
    }

    /** The next login that wants events. */
    public Peer nextEventPeer() throws InterruptedException {
        return Optional.ofNullable(eventPeers.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    /** The next action of that name. */
    Map<String, String> awaitAction(String name) throws InterruptedException {
        while (true) {
            Map<String, String> action =
                    Optional.ofNullable(actions.poll(10, TimeUnit.SECONDS)).orElseThrow();
            if (name.equalsIgnoreCase(action.get("action"))) {
                return action;
            }
        }
    }

    public static String error(Map<String, String> action, String message) {
        return "Response: Error\r\nActionID: " + action.get("actionid") + "\r\nMessage: " + message + "\r\n\r\n";
    }

    static String success(Map<String, String> action, List<String> more) {
        String lines = more.stream().map(line -> line + "\r\n").reduce("", String::concat);
        return "Response: Success\r\nActionID: " + action.get("actionid") + "\r\n" + lines + "\r\n";
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Peer peer = new Peer(server.accept());
                Thread.ofVirtual().start(peer::serve);
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** One connection. */
    public final class Peer {
        private final Socket socket;
        private final OutputStream out;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            socket.setTcpNoDelay(true);
        }

        synchronized void play(String bytes) {
            try {
                out.write(bytes.getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void serve() {
            try (socket;
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                play("Asterisk Call Manager/11.0.0\r\n");
                for (Map<String, String> action = read(in); !action.isEmpty(); action = read(in)) {
                    answer(action);
                }
            } catch (IOException | UncheckedIOException e) {
                // cut by the test, or by the one under test: both are what the tests are about
            }
        }

        private void answer(Map<String, String> action) {
            if (cuts.test(action)) {
                cut();
                return;
            }
            switch (action.getOrDefault("action", "").toLowerCase(Locale.ROOT)) {
                case "challenge" -> play(success(action, List.of("Challenge: 123456789")));
                case "login" -> {
                    play(success(action, List.of("Message: Authentication accepted")));
                    if (action.getOrDefault("events", "on").equals("on")) {
                        play(FULLY_BOOTED);
                        eventPeers.add(this);
                    }
                }
                case "ping" -> play(success(action, List.of("Ping: Pong")));
                default -> {
                    actions.add(action);
                    play(answers.apply(action).orElseGet(() -> success(action, List.of())));
                }
            }
        }

        private static Map<String, String> read(BufferedReader in) throws IOException {
            Map<String, String> action = new LinkedHashMap<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                String[] parts = line.split(": ", 2);
                action.put(parts[0].toLowerCase(Locale.ROOT), parts.length == 2 ? parts[1] : "");
            }
            return action;
        }
    }
}
