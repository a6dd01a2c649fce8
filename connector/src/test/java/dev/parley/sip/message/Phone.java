package dev.parley.sip.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whoever writes to a room over UDP. */
final class Phone implements AutoCloseable {
    private static final int SOON = 10_000;

    private final DatagramSocket socket;
    private final InetSocketAddress parley;
    private final String user;

    Phone(String user, int port) {
        try {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            this.socket.setSoTimeout(SOON);
            this.parley = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            this.user = user;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String source() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** A MESSAGE, to be changed before it is sent. */
    Draft draft(String body) {
        return new Draft().type("text/plain").body(body.getBytes(StandardCharsets.UTF_8));
    }

    /** One request: its lines and its body. */
    final class Draft {
        private final String id = UUID.randomUUID().toString();
        private final List<String> more = new ArrayList<>();
        private String uri = "sip:3001@pbx.example";
        private String from = "<sip:" + user + "@pbx.example>;tag=" + id.substring(0, 8);
        private String to = "<sip:3001@pbx.example>";
        private String branch = id;
        private int cseq = 1;
        private Optional<String> type = Optional.empty();
        private byte[] body = new byte[0];

        Draft type(String contentType) {
            type = contentType.isEmpty() ? Optional.empty() : Optional.of(contentType);
            return this;
        }

        Draft body(byte[] bytes) {
            body = bytes.clone();
            return this;
        }

        Draft to(String value) {
            to = value;
            return this;
        }

        Draft room(String target) {
            uri = target;
            return this;
        }

        Draft from(String value) {
            from = value;
            return this;
        }

        Draft with(String line) {
            more.add(line);
            return this;
        }

        /** The same request again, as if it came another way. */
        Draft again() {
            branch = UUID.randomUUID().toString();
            return this;
        }

        Draft next() {
            cseq++;
            return again();
        }

        Answer send() {
            String head = "MESSAGE " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + source() + ";branch=z9hG4bK" + branch
                    + ";rport\r\nFrom: " + from + "\r\nTo: " + to + "\r\nCall-ID: " + id + "\r\nCSeq: " + cseq
                    + " MESSAGE\r\n"
                    + (more.stream().anyMatch(line -> line.startsWith("Max-Forwards")) ? "" : "Max-Forwards: 70\r\n")
                    + type.map(value -> "Content-Type: " + value + "\r\n").orElse("")
                    + String.join("", more.stream().map(line -> line + "\r\n").toList()) + "Content-Length: "
                    + body.length + "\r\n\r\n";
            var out = new ByteArrayOutputStream();
            out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            out.writeBytes(body);
            return ask(out.toByteArray());
        }
    }

    /** A whole message, as somebody else wrote it. */
    Answer ask(byte[] request) {
        byte[] answer = new byte[65_535];
        var packet = new DatagramPacket(answer, answer.length);
        try {
            socket.send(new DatagramPacket(request, request.length, parley));
            socket.receive(packet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer(new String(answer, 0, packet.getLength(), StandardCharsets.UTF_8));
    }

    /** What came back, as it was written. */
    record Answer(String text) {
        int code() {
            return Integer.parseInt(text.substring(8, 11));
        }

        List<String> headers(String name) {
            return text.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
