package dev.parley.pbx.freeswitch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Plays FreeSWITCH's event socket: answers commands in its framing, and says to each connection what it subscribed to. */
final class EslStandIn implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private volatile Function<Command, Optional<String>> answers = command -> Optional.empty();
    private volatile String conferences = "[]";
    private volatile boolean listens = true;

    /** One command as it came: its lines, and the body that Content-Length announced. */
    record Command(Peer from, String head, String body) {
        String line() {
            return head.lines().findFirst().orElse("");
        }

        String header(String name) {
            return head.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    EslStandIn() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What {@code conference json_list} prints from now on. */
    void conferences(String json) {
        conferences = json;
    }

    /** What other API commands print; those it says nothing of print {@code +OK}. */
    void printing(Function<Command, Optional<String>> printed) {
        answers = printed;
    }

    List<Command> commands() {
        return commands;
    }

    List<Command> commands(String line) {
        return commands.stream()
                .filter(command -> command.line().startsWith(line))
                .toList();
    }

    /** Says it to the connection that lives by events. */
    void say(byte[] frames) {
        peers.stream().filter(peer -> peer.subscribed("HEARTBEAT")).forEach(peer -> peer.write(frames));
    }

    void event(String headers, String body) {
        say(eventFrame(headers, body));
    }

    /** Says it to the connection that carries texts. */
    void report(String headers) {
        report(headers, "");
    }

    void report(String headers, String body) {
        peers.stream()
                .filter(peer -> !peer.subscribed("HEARTBEAT"))
                .forEach(peer -> peer.write(eventFrame(headers, body)));
    }

    void refuse(boolean on) {
        listens = !on;
    }

    /** Whoever comes back at once is not among them. */
    void hangUp() {
        List<Peer> gone = List.copyOf(peers);
        peers.removeAll(gone);
        gone.forEach(Peer::close);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        hangUp();
    }

    private static byte[] eventFrame(String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\n";
        byte[] head = (headers.strip() + "\n" + length + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(("Content-Length: " + (head.length + bytes.length) + "\nContent-Type: text/event-plain\n\n")
                .getBytes(StandardCharsets.UTF_8));
        frame.writeBytes(head);
        frame.writeBytes(bytes);
        return frame.toByteArray();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                if (listens) {
                    Peer peer = new Peer(socket);
                    peers.add(peer);
                    Thread.ofVirtual().start(peer::live);
                } else {
                    socket.close();
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private void answer(Command command) {
        commands.add(command);
        String line = command.line();
        if (!line.startsWith("api ")) {
            command.from().write("Content-Type: command/reply\nReply-Text: +OK\n\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        String printed = answers.apply(command).orElseGet(() -> switch (line) {
            case "api global_getvar core_uuid" -> "run-1";
            case "api version" -> "FreeSWITCH Version 1.11";
            case "api conference json_list" -> conferences;
            default -> "+OK";
        });
        byte[] body = printed.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(("Content-Type: api/response\nContent-Length: " + body.length + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
        frame.writeBytes(body);
        command.from().write(frame.toByteArray());
    }

    /** One connection. */
    final class Peer {
        private final Socket socket;
        private final List<String> subscriptions = new CopyOnWriteArrayList<>();

        private Peer(Socket socket) {
            this.socket = socket;
        }

        private boolean subscribed(String event) {
            return subscriptions.stream().anyMatch(line -> line.contains(event));
        }

        private void live() {
            try {
                write("Content-Type: auth/request\n\n".getBytes(StandardCharsets.UTF_8));
                InputStream in = new BufferedInputStream(socket.getInputStream());
                while (true) {
                    Command command = read(in);
                    if (command.line().startsWith("event ")) {
                        subscriptions.add(command.line());
                    }
                    answer(command);
                }
            } catch (IOException e) {
                close();
            }
        }

        private Command read(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            String line = line(in);
            while (!line.isEmpty()) {
                head.append(line).append('\n');
                line = line(in);
            }
            Command announced = new Command(this, head.toString(), "");
            String length = announced.header("Content-Length");
            byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
            return new Command(this, head.toString(), new String(body, StandardCharsets.UTF_8));
        }

        private String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = in.read();
            while (next != '\n') {
                if (next < 0) {
                    throw new IOException("the other side has ended");
                }
                line.write(next);
                next = in.read();
            }
            return line.toString(StandardCharsets.UTF_8);
        }

        private synchronized void write(byte[] bytes) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                close();
            }
        }

        private void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
