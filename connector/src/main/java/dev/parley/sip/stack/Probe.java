package dev.parley.sip.stack;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Request;

/**
 * Asks an address of ours by OPTIONS as somebody from outside would, over a socket of its own: what jain-sip 1.3.0-91 sends to
 * itself never gets to its sockets. Any answer will do, a refusal too.
 */
final class Probe {
    private static final int SOME = 2_048;

    private final ListeningAddress address;
    private final Duration patience;
    private final Ids ids = new Ids();
    private volatile String callId = ids.next();

    Probe(ListeningAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    boolean isAnswered() {
        try {
            return switch (address.transport()) {
                case "udp" -> isAnsweredByDatagram();
                case "tcp" -> isAnsweredOnStream();
                default -> isAccepted();
            };
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether this is the question that is being asked: nobody else can know its Call-ID. */
    boolean asks(Request request) {
        return ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId().equals(callId);
    }

    private boolean isAnsweredByDatagram() throws IOException {
        InetAddress host = InetAddress.getByName(address.host());
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout((int) patience.toMillis());
            byte[] question = question(socket.getLocalPort());
            socket.send(new DatagramPacket(question, question.length, host, address.port()));
            socket.receive(new DatagramPacket(new byte[SOME], SOME));
            return true;
        }
    }

    private boolean isAnsweredOnStream() throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(question(socket.getLocalPort()));
            return socket.getInputStream().read() >= 0;
        }
    }

    /** Of TLS only that somebody takes the connection. */
    private boolean isAccepted() throws IOException {
        try (Socket socket = connected()) {
            return socket.isConnected();
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private byte[] question(int port) {
        String host = address.host().indexOf(':') >= 0 ? "[" + address.host() + "]" : address.host();
        callId = ids.next();
        String self = "sip:watchdog@" + host + ":" + address.port();
        return ("OPTIONS " + self + " SIP/2.0\r\n"
                        + "Via: SIP/2.0/" + address.transport().toUpperCase(Locale.ROOT) + " " + host + ":" + port
                        + ";branch=z9hG4bK" + ids.next() + ";rport\r\n"
                        + "From: <" + self + ">;tag=" + ids.next() + "\r\n"
                        + "To: <" + self + ">\r\n"
                        + "Call-ID: " + callId + "\r\n"
                        + "CSeq: 1 OPTIONS\r\nMax-Forwards: 1\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
