package dev.parley.sip.focus.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A phone at a UDP socket: writes what it likes, and answers NOTIFY. */
final class ReferringPhone implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final DatagramSocket socket;
    private final InetSocketAddress focus;
    private final BlockingQueue<String> responses = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notifies = new LinkedBlockingQueue<>();
    private volatile String notifyAnswer = "200 OK";

    ReferringPhone(int port) {
        try {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            this.focus = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    int port() {
        return socket.getLocalPort();
    }

    void answersNotifyWith(String statusLine) {
        notifyAnswer = statusLine;
    }

    /** Outside of any call. */
    String refer(String user, String referTo, String... more) {
        String id = UUID.randomUUID().toString();
        return ask(request("REFER", "<sip:" + user + "@pbx.example>;tag=phone", "<sip:3001@conf.pbx.example>", id, 1)
                + "Refer-To: " + referTo + "\r\n" + lines(more));
    }

    /** Inside of a dialog. */
    String inDialog(String method, String callId, String focusTag, int cseq, String... more) {
        return ask(request(
                        method,
                        "<sip:bob@pbx.example>;tag=phone",
                        "<sip:3001@pbx.example>;tag=" + focusTag,
                        callId,
                        cseq)
                + lines(more));
    }

    private String request(String method, String from, String to, String callId, int cseq) {
        return method + " sip:3001@conf.pbx.example SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=z9hG4bK" + UUID.randomUUID() + ";rport\r\n"
                + "From: " + from + "\r\nTo: " + to + "\r\nCall-ID: " + callId + "\r\nCSeq: " + cseq + " " + method
                + "\r\nMax-Forwards: 70\r\nContact: <sip:x@127.0.0.1:" + port() + ">\r\n";
    }

    private static String lines(String... more) {
        return more.length == 0 ? "" : String.join("\r\n", more) + "\r\n";
    }

    /** The response. */
    String ask(String head) {
        send(head + "Content-Length: 0\r\n\r\n");
        return next(responses, SOON).orElseThrow(() -> new AssertionError("no answer"));
    }

    String awaitNotify() {
        return next(notifies, SOON).orElseThrow(() -> new AssertionError("no NOTIFY"));
    }

    boolean isNotifiedWithin(Duration atMost) {
        return next(notifies, atMost).isPresent();
    }

    static String header(String message, String name) {
        Matcher found = Pattern.compile("(?im)^" + name + ": *(.*?)\\r?$").matcher(message);
        return found.find() ? found.group(1) : "";
    }

    static String toTag(String message) {
        String to = header(message, "To");
        return to.substring(to.indexOf("tag=") + "tag=".length());
    }

    private static Optional<String> next(BlockingQueue<String> from, Duration atMost) {
        try {
            return Optional.ofNullable(from.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void read() {
        byte[] bytes = new byte[65_535];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                take(new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (IOException | UncheckedIOException e) {
            // the test is over
        }
    }

    private void take(String message) {
        if (message.startsWith("SIP/2.0 ")) {
            responses.add(message);
            return;
        }
        send("SIP/2.0 " + notifyAnswer + "\r\nVia: " + header(message, "Via") + "\r\nFrom: " + header(message, "From")
                + "\r\nTo: " + header(message, "To") + "\r\nCall-ID: " + header(message, "Call-ID") + "\r\nCSeq: "
                + header(message, "CSeq") + "\r\nContent-Length: 0\r\n\r\n");
        notifies.add(message);
    }

    private void send(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, focus));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
