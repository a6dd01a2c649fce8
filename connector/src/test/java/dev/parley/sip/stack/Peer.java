package dev.parley.sip.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Whoever is at the other end of a UDP socket: writes what it likes, reads what it gets. */
final class Peer implements AutoCloseable {
    private static final int SOON = 5_000;

    private final DatagramSocket socket;
    private final InetSocketAddress parley;

    Peer(int port) {
        try {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            this.parley = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** A request with a branch and a Call-ID of its own; {@code more} are whole header lines. */
    String request(String method, String uri, String... more) {
        String id = UUID.randomUUID().toString();
        return method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=z9hG4bK" + id + ";rport\r\n"
                + "From: <sip:alice@pbx.example>;tag=" + id.substring(0, 8) + "\r\n"
                + "To: <sip:3001@pbx.example>\r\n"
                + "Call-ID: " + id + "\r\n"
                + "CSeq: 1 " + method + "\r\n"
                + "Max-Forwards: 70\r\n"
                + (more.length == 0 ? "" : String.join("\r\n", more) + "\r\n")
                + "Content-Length: 0\r\n\r\n";
    }

    void send(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, parley));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message that comes. */
    String read() {
        return read(Duration.ofMillis(SOON)).orElseThrow(() -> new AssertionError("nothing came"));
    }

    Optional<String> read(Duration atMost) {
        byte[] bytes = new byte[65_535];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
            socket.setSoTimeout((int) atMost.toMillis());
            socket.receive(packet);
            return Optional.of(new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String ask(String message) {
        send(message);
        return read();
    }

    /** As a phone does it over UDP: sends again until something comes. */
    String askAgain(String message) {
        for (int i = 0; i < 240; i++) {
            send(message);
            Optional<String> answer = read(Duration.ofMillis(250));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new AssertionError("nothing came");
    }

    @Override
    public void close() {
        socket.close();
    }
}
