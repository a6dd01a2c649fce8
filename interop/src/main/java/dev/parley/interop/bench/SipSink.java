package dev.parley.interop.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The one socket of all phones: answers every request at once, notes when each text came, and keeps no transaction. */
final class SipSink implements AutoCloseable {
    private static final int BUFFER = 8 << 20;

    private final DatagramChannel channel;
    private final InetSocketAddress server;
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong branches = new AtomicLong();
    private volatile Deliveries deliveries = Deliveries.none();

    SipSink(InetSocketAddress server) throws IOException {
        this.server = server;
        this.channel = DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, BUFFER)
                .setOption(StandardSocketOptions.SO_SNDBUF, BUFFER)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().name("sip-sink").start(this::readAll);
    }

    String address() {
        return "127.0.0.1:" + channel.socket().getLocalPort();
    }

    String server() {
        return "127.0.0.1:" + server.getPort();
    }

    /** A Via of ours with a branch that was never used. */
    String via() {
        return "SIP/2.0/UDP " + address() + ";rport;branch=z9hG4bK-sink-" + branches.incrementAndGet();
    }

    void expect(Deliveries expected) {
        deliveries = expected;
    }

    /** The final response that comes to this request; the caller repeats and gives up. */
    CompletableFuture<String> ask(String callId, String request) {
        var answer = new CompletableFuture<String>();
        waiting.put(callId, answer);
        send(request);
        return answer;
    }

    void send(String message) {
        try {
            channel.send(ByteBuffer.wrap(SipText.bytes(message)), server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAll() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
        byte[] bytes = new byte[65_536];
        while (channel.isOpen()) {
            try {
                channel.receive(buffer.clear());
                long at = System.nanoTime();
                int length = buffer.flip().remaining();
                buffer.get(bytes, 0, length);
                received(new String(bytes, 0, length, StandardCharsets.ISO_8859_1), at);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // an ICMP answer to something that was sent while Asterisk ends
            }
        }
    }

    private void received(String message, long at) {
        if (SipText.isResponse(message)) {
            answered(message);
        } else if (!message.startsWith("ACK ")) {
            send(SipText.ok(message));
            if (message.startsWith("MESSAGE ")) {
                deliveries.delivered(SipText.user(message), SipText.body(message), at);
            }
        }
    }

    private void answered(String response) {
        int status = SipText.status(response);
        if (status < 200) {
            return;
        }
        String cseq = SipText.header(response, "CSeq");
        String callId = SipText.header(response, "Call-ID");
        if (cseq.endsWith("MESSAGE")) {
            if (status >= 300) {
                deliveries.refused(callId);
            }
            return;
        }
        if (cseq.endsWith("INVITE")) {
            send(ack(response, cseq));
        }
        CompletableFuture<String> answer = waiting.remove(callId);
        if (answer != null) {
            answer.complete(response);
        }
    }

    private String ack(String response, String cseq) {
        String via = SipText.status(response) < 300 ? via() : SipText.header(response, "Via");
        String to = SipText.header(response, "To");
        return "ACK sip:" + server() + " SIP/2.0\r\nVia: " + via + "\r\nMax-Forwards: 70\r\nFrom: "
                + SipText.header(response, "From") + "\r\nTo: " + to + "\r\nCall-ID: "
                + SipText.header(response, "Call-ID") + "\r\nCSeq: " + cseq.replace("INVITE", "ACK")
                + "\r\nContent-Length: 0\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
