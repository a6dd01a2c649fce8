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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/** Phones p1, p2 ... that call room 3001, all on one socket. */
final class FocusCallers implements AutoCloseable {
    private static final int BUFFER = 8 << 20;
    private static final long FIRST_REPETITION = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 9 RTP/AVP 0\r\na=sendrecv\r\n";
    /** More than a call has texts. */
    private static final int LAST = 1_000_000;

    private static final AtomicLong IDS = new AtomicLong();

    private final DatagramChannel channel;
    private final Map<String, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private volatile ObjLongConsumer<String> texts = (body, at) -> {};

    private record Answer(String response, long at) {}

    /**
     * A call that is up.
     *
     * @param setUp nanoseconds from INVITE to 200
     */
    record Up(InetSocketAddress server, String user, String callId, String to, String target, long setUp) {}

    FocusCallers() throws IOException {
        this.channel = DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, BUFFER)
                .setOption(StandardSocketOptions.SO_SNDBUF, BUFFER)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().name("focus-callers").start(this::readAll);
    }

    /** Who hears of each text that comes: its body, and when it came. */
    void onText(ObjLongConsumer<String> reader) {
        texts = reader;
    }

    CompletableFuture<Up> call(InetSocketAddress server, String user) {
        String callId = "call-" + IDS.incrementAndGet();
        String uri = "sip:3001@" + address(server);
        long start = System.nanoTime();
        return ask(server, request(uri, server, user, callId, "<" + uri + ">", "1 INVITE", "application/sdp", SDP))
                .thenApply(answer -> {
                    Up up = new Up(
                            server,
                            user,
                            callId,
                            SipText.header(answer.response(), "To"),
                            target(answer.response()),
                            answer.at() - start);
                    send(server, inside(up, "1 ACK", "", ""));
                    return up;
                });
    }

    CompletableFuture<Up> hangUp(Up up) {
        return ask(up.server(), inside(up, LAST + " BYE", "", "")).thenApply(answer -> up);
    }

    /** A text inside the call; the next one has to wait for its answer (RFC 3428 §8). */
    CompletableFuture<Up> write(Up up, int number, String body) {
        return ask(up.server(), inside(up, (number + 3) + " MESSAGE", "text/plain", body))
                .thenApply(answer -> up);
    }

    private CompletableFuture<Answer> ask(InetSocketAddress server, String request) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        waiting.put(transaction(request), answer);
        send(server, request);
        repeatLater(server, request, answer, FIRST_REPETITION);
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** RFC 3261 §17.1.2.2: nothing that is lost ends a call. */
    private void repeatLater(InetSocketAddress server, String request, CompletableFuture<Answer> answer, long millis) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> {
            if (!answer.isDone()) {
                send(server, request);
                repeatLater(server, request, answer, millis * 2);
            }
        });
    }

    private static String transaction(String message) {
        return SipText.header(message, "Call-ID") + " " + SipText.header(message, "CSeq");
    }

    private String inside(Up up, String cseq, String type, String body) {
        return request(up.target(), up.server(), up.user(), up.callId(), up.to(), cseq, type, body);
    }

    private String request(
            String uri,
            InetSocketAddress server,
            String user,
            String callId,
            String to,
            String cseq,
            String type,
            String body) {
        String method = cseq.substring(cseq.indexOf(' ') + 1);
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + own() + ";rport;branch=z9hG4bK"
                + IDS.incrementAndGet() + "\r\nMax-Forwards: 70\r\nFrom: <sip:" + user + "@" + address(server)
                + ">;tag=" + user + "\r\nTo: " + to + "\r\nCall-ID: " + callId + "\r\nCSeq: " + cseq
                + "\r\nContact: <sip:" + user + "@" + own() + ">\r\nAllow: INVITE, ACK, BYE, CANCEL, MESSAGE, UPDATE"
                + (body.isEmpty() ? "" : "\r\nContent-Type: " + type) + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String target(String ok) {
        String contact = SipText.header(ok, "Contact");
        return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    }

    private String own() {
        return "127.0.0.1:" + channel.socket().getLocalPort();
    }

    static String address(InetSocketAddress server) {
        return "127.0.0.1:" + server.getPort();
    }

    private void send(InetSocketAddress to, String message) {
        try {
            channel.send(ByteBuffer.wrap(SipText.bytes(message)), to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAll() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
        byte[] bytes = new byte[65_536];
        while (channel.isOpen()) {
            try {
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer.clear());
                long at = System.nanoTime();
                int length = buffer.flip().remaining();
                buffer.get(bytes, 0, length);
                received(new String(bytes, 0, length, StandardCharsets.ISO_8859_1), from, at);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // an ICMP answer to something that was sent while the other side ends
            }
        }
    }

    private void received(String message, InetSocketAddress from, long at) {
        if (!SipText.isResponse(message)) {
            send(from, SipText.ok(message));
            if (message.startsWith("MESSAGE ")) {
                texts.accept(SipText.body(message), at);
            }
        } else if (SipText.status(message) >= 200) {
            answered(message, at);
        }
    }

    private void answered(String response, long at) {
        CompletableFuture<Answer> asked = waiting.remove(transaction(response));
        if (asked == null) {
            return;
        }
        if (SipText.status(response) < 300) {
            asked.complete(new Answer(response, at));
        } else {
            asked.completeExceptionally(new IllegalStateException(response));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
