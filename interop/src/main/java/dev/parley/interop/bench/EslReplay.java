package dev.parley.interop.bench;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event socket that repeats the events of a recorded room life, each with a number of its own, to whoever subscribes,
 * and answers {@code api echo} commands.
 */
final class EslReplay implements AutoCloseable {
    static final String PASSWORD = "bench";
    static final String NUMBER = "X-Bench";

    private static final Path RECORDED =
            Path.of("freeswitch-esl-client/src/test/resources/captures/room-life.plain.server.raw");
    private static final Pattern EVENT = Pattern.compile("Content-Length: (\\d+)\nContent-Type: text/event-plain\n\n");

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Recorded> events;
    private final int repeated;

    /** What comes after the outer headers, and the body within. */
    private record Recorded(byte[] event, byte[] body) {}

    /** @param repeated how often the recorded events come */
    EslReplay(int repeated) throws IOException {
        this.repeated = repeated;
        this.events = recorded(Files.readAllBytes(RECORDED));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    int count() {
        return events.size() * repeated;
    }

    byte[] body(int number) {
        return events.get(number % events.size()).body();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private static List<Recorded> recorded(byte[] bytes) {
        // One character per byte, so that positions are the same in both.
        Matcher frames = EVENT.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        List<Recorded> events = new ArrayList<>();
        while (frames.find()) {
            byte[] event = Arrays.copyOfRange(bytes, frames.end(), frames.end() + Integer.parseInt(frames.group(1)));
            int blank = new String(event, StandardCharsets.ISO_8859_1).indexOf("\n\n");
            events.add(new Recorded(event, Arrays.copyOfRange(event, blank + 2, event.length)));
        }
        return events;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Asked in = new Asked(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            say(out, "Content-Type: auth/request\n\n");
            for (String command = read(in); !command.isEmpty(); command = read(in)) {
                answer(command, out);
                if (in.isDrained()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // measured, and gone
        }
    }

    private void answer(String command, OutputStream out) throws IOException {
        if (command.startsWith("api ")) {
            byte[] echo = command.substring(command.lastIndexOf(' ') + 1).getBytes(StandardCharsets.UTF_8);
            out.write(("Content-Type: api/response\nContent-Length: " + echo.length + "\n\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(echo);
            return;
        }
        say(out, "Content-Type: command/reply\nReply-Text: +OK accepted\n\n");
        if (command.startsWith("event ")) {
            for (int i = 0; i < count(); i++) {
                send(out, i, events.get(i % events.size()).event());
            }
            out.flush();
        }
    }

    private static void send(OutputStream out, int number, byte[] event) throws IOException {
        byte[] first = (NUMBER + ": " + number + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(("Content-Length: " + (first.length + event.length) + "\nContent-Type: text/event-plain\n\n")
                .getBytes(StandardCharsets.UTF_8));
        out.write(first);
        out.write(event);
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Up to the empty line; empty at the end. */
    private static String read(Asked in) throws IOException {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        int before = '\n';
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n' && before == '\n' && command.size() > 0) {
                return command.toString(StandardCharsets.UTF_8).strip();
            }
            if (b != '\n' || command.size() > 0) {
                command.write(b);
            }
            before = b;
        }
        return "";
    }

    /** Bytes from the client, without a system call to see whether there are more: that would be most of what this costs. */
    private static final class Asked {
        private final InputStream in;
        private final byte[] buffer = new byte[1 << 16];
        private int next;
        private int end;

        Asked(InputStream in) {
            this.in = in;
        }

        boolean isDrained() {
            return next >= end;
        }

        int read() throws IOException {
            if (isDrained()) {
                end = in.read(buffer);
                next = 0;
            }
            return end < 0 ? -1 : buffer[next++] & 0xff;
        }
    }
}
