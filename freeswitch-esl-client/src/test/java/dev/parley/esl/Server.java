package dev.parley.esl;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Plays an event socket: asks for a login, then answers each command as the test says, in FreeSWITCH's framing. It reads
 * commands by rules of its own, as FreeSWITCH does: lines up to an empty one, then as many bytes as Content-Length says.
 */
final class Server implements AutoCloseable {
    static final EslLogin LOGIN = new EslLogin.Password("secret");

    private final ServerSocket listening;
    private final Function<Command, byte[]> answers;
    private final byte[] greeting;
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    record Command(String head, byte[] body) {
        String line() {
            return head.lines().findFirst().orElse("");
        }
    }

    private Server(int port, byte[] greeting, Function<Command, byte[]> answers) {
        this.greeting = greeting;
        this.answers = answers;
        try {
            listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Says +OK to the login, the id of its run when asked, and what {@code answers} says to the rest. */
    static Server with(Function<Command, byte[]> answers) {
        return on(0, "run-1", answers);
    }

    static Server on(int port, String core, Function<Command, byte[]> answers) {
        return new Server(port, bytes("Content-Type: auth/request\n\n"), command -> switch (command.line()) {
            case "auth secret" -> reply("+OK accepted");
            case "nolog" -> reply("+OK no longer logging");
            case "api global_getvar core_uuid" -> printed(core);
            default -> command.line().startsWith("auth ") ? reply("-ERR invalid") : answers.apply(command);
        });
    }

    static Server greetingWith(String greeting) {
        return new Server(0, bytes(greeting), command -> reply("-ERR command not found"));
    }

    static byte[] reply(String text) {
        return bytes("Content-Type: command/reply\nReply-Text: " + text + "\n\n");
    }

    static byte[] printed(String text) {
        return printed(bytes(text));
    }

    static byte[] printed(byte[] body) {
        return joined(bytes("Content-Type: api/response\nContent-Length: " + body.length + "\n\n"), body);
    }

    static byte[] event(String headers, byte[] body) {
        String length = body.length == 0 ? "" : "Content-Length: " + body.length + "\n";
        byte[] event = joined(bytes(headers + length + "\n"), body);
        return joined(bytes("Content-Length: " + event.length + "\nContent-Type: text/event-plain\n\n"), event);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    EslAddress address() {
        return new EslAddress("127.0.0.1", listening.getLocalPort());
    }

    List<Command> commands() {
        return commands;
    }

    void say(byte[] bytes) {
        open.forEach(socket -> {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    void hangUp() {
        open.forEach(Server::close);
        open.clear();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                if (listening.isClosed()) {
                    close(socket);
                }
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            OutputStream out = socket.getOutputStream();
            out.write(greeting);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Optional<Command> next = read(in); next.isPresent(); next = read(in)) {
                commands.add(next.get());
                out.write(answers.apply(next.get()));
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    static Optional<Command> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int before = '\n';
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n' && before == '\n' && head.size() > 0) {
                String lines = head.toString(StandardCharsets.UTF_8);
                return Optional.of(new Command(lines, in.readNBytes(length(lines))));
            }
            head.write(b);
            before = b;
        }
        return Optional.empty();
    }

    private static int length(String head) {
        return new BufferedReader(new StringReader(head))
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.valueOf(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }
}
