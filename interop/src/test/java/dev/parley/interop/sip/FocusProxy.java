package dev.parley.interop.sip;

import dev.parley.interop.FreePort;
import dev.parley.interop.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The registrar of one phone that takes its calls as a focus does, and a proxy to Parley for its subscriptions. Linphone 5.1
 * subscribes only to what says isfocus when it is called, and by the server of its account.
 */
final class FocusProxy implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SDP = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 9 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """.replace("\n", "\r\n");

    private final int port = FreePort.udpAndTcp();
    private final DatagramSocket socket;
    private final String user;
    private final Seen<SipText> seen = new Seen<>();
    private volatile int parley;
    private volatile InetSocketAddress phone = at(0);

    /** @param user whom it lets in */
    FocusProxy(String user) {
        this.user = user;
        try {
            this.socket = new DatagramSocket(at(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("focus-proxy").start(this::serve);
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    InetSocketAddress address() {
        return at(port);
    }

    void leadsTo(int parleyPort) {
        parley = parleyPort;
    }

    SipText await(Predicate<SipText> wanted) {
        return seen.await(wanted, SOON).orElseThrow(() -> new AssertionError(seen.all()));
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        while (!socket.isClosed()) {
            packet.setLength(65_535);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                continue; // closed, which ends the loop
            }
            SipText message = SipText.of(packet.getData(), packet.getLength());
            if (message.text().isBlank()) {
                continue; // keeps a way through a NAT open
            }
            seen.add(message);
            if (packet.getPort() == parley) {
                send(message.isRequest() ? onward(message, "") : back(message), phone);
            } else {
                phone = at(packet.getPort());
                ofPhone(message);
            }
        }
    }

    private void ofPhone(SipText message) {
        if (!message.isRequest()) {
            send(back(message), at(parley));
            return;
        }
        switch (message.text().split(" ", 2)[0]) {
            case "SUBSCRIBE" ->
                send(
                        onward(
                                message,
                                "Record-Route: <sip:127.0.0.1:" + port + ";lr>\r\nP-Asserted-Identity: <sip:" + user
                                        + "@pbx.example>\r\n"),
                        at(parley));
            case "INVITE" ->
                send(
                        ok(message, "Contact: <sip:3001@127.0.0.1>;isfocus\r\nContent-Type: application/sdp\r\n", SDP),
                        phone);
            case "REGISTER" ->
                send(ok(message, "Contact: " + message.header("Contact") + ";expires=600\r\n", ""), phone);
            case "ACK" -> {}
            default -> send(ok(message, "", ""), phone);
        }
    }

    private static String ok(SipText request, String more, String body) {
        String to = request.header("To");
        return "SIP/2.0 200 OK\r\n" + lines(request, "via:") + "From: " + request.header("From") + "\r\nTo: " + to
                + (to.contains(";tag=") ? "" : ";tag=focus") + "\r\nCall-ID: " + request.header("Call-ID")
                + "\r\nCSeq: "
                + request.header("CSeq") + "\r\n" + more + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String lines(SipText message, String name) {
        return message.head()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
    }

    /** RFC 3261 §16.6; the one Route there can be is this proxy's own. */
    private String onward(SipText request, String more) {
        List<String> head = request.head().lines().toList();
        String via = "Via: SIP/2.0/UDP 127.0.0.1:" + port + ";branch=z9hG4bKfp"
                + request.header("Via").replaceFirst(".*branch=([^;]*).*", "$1");
        String rest = Stream.concat(
                        Stream.of(head.getFirst(), via), head.stream().skip(1))
                .filter(line -> !line.startsWith("Route:") && !line.isEmpty())
                .collect(Collectors.joining("\r\n"));
        return rest + "\r\n" + more + "\r\n" + request.body();
    }

    /** RFC 3261 §16.7. */
    private static String back(SipText response) {
        List<String> head = response.head().lines().toList();
        int own = head.stream().map(line -> line.startsWith("Via:")).toList().indexOf(true);
        return Stream.concat(head.stream().limit(own), head.stream().skip(own + 1L))
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("\r\n"))
                + "\r\n\r\n" + response.body();
    }

    private void send(String message, InetSocketAddress to) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
