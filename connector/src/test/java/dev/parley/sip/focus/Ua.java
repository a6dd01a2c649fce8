package dev.parley.sip.focus;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Predicate;

/** One end of a call: a socket, and SIP written by hand. It does nothing by itself, and repeats nothing. */
public final class Ua implements AutoCloseable {
    public static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration T1 = Duration.ofMillis(500);

    private final String user;
    private final Wire wire;
    private final Queue<Packet> put = new ArrayDeque<>();
    private final List<Packet> history = new ArrayList<>();

    /** Over UDP. */
    public Ua(String user, int parleyPort) throws IOException {
        this(user, new Datagrams(parleyPort));
    }

    Ua(String user, Wire wire) {
        this.user = user;
        this.wire = wire;
    }

    public String user() {
        return user;
    }

    public int port() {
        return wire.port();
    }

    /** As it stands in a Via. */
    String transport() {
        return wire.transport();
    }

    public String contact() {
        String transport =
                transport().equals("UDP") ? "" : ";transport=" + transport().toLowerCase(Locale.ROOT);
        return "sip:" + user + "@127.0.0.1:" + port() + transport;
    }

    public static String id() {
        return UUID.randomUUID().toString();
    }

    public void send(String message) throws IOException {
        wire.send(message.getBytes(StandardCharsets.UTF_8));
    }

    /** The next packet that fits; others that come before it are kept for whoever asks for them. */
    public Packet await(String what, Predicate<Packet> fits) throws IOException {
        return await(what, fits, PATIENCE);
    }

    public interface Sent {
        void again() throws IOException;
    }

    /** Sends something as often as a SIP stack repeats it, until there is an answer. */
    public Packet until(String what, Predicate<Packet> fits, Sent sent) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            sent.again();
            try {
                return await(what, fits, T1);
            } catch (AssertionError notYet) {
                // once more
            }
        }
        throw new AssertionError(user + " waited in vain for " + what + "; had " + put);
    }

    private Packet await(String what, Predicate<Packet> fits, Duration patience) throws IOException {
        for (Packet kept : List.copyOf(put)) {
            if (fits.test(kept)) {
                put.remove(kept);
                return kept;
            }
        }
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Packet next = receive(end, what);
            if (fits.test(next)) {
                return next;
            }
            put.add(next);
        }
    }

    private Packet receive(long end, String what) throws IOException {
        int left = (int) Math.max(1, (end - System.nanoTime()) / 1_000_000);
        Packet read;
        try {
            read = wire.receive(left);
        } catch (SocketTimeoutException e) {
            throw new AssertionError(user + " waited in vain for " + what + "; had " + put, e);
        }
        history.add(read);
        return read;
    }

    public Packet awaitRequest(String method) throws IOException {
        return await(method, packet -> packet.isRequest(method));
    }

    public Packet awaitAnswer(int code, String method) throws IOException {
        return await(
                code + " to " + method,
                packet -> packet.code() == code && packet.method().equals(method));
    }

    /** Whether nobody has waited for it yet. */
    public boolean isUnread(Packet packet) {
        return put.contains(packet);
    }

    /** All that has been taken in so far. */
    public List<Packet> history() {
        return List.copyOf(history);
    }

    /** All that has come so far, what nobody has waited for included. */
    public List<Packet> arrived() throws IOException {
        while (true) {
            try {
                put.add(receive(System.nanoTime(), "nothing"));
            } catch (AssertionError nothingMore) {
                return history();
            }
        }
    }

    /** An answer to a request, with more header lines and a body. */
    public void answer(Packet request, int code, String tag, String more, String body) throws IOException {
        StringBuilder answer = new StringBuilder("SIP/2.0 " + code + " Whatever\r\n");
        request.all("Via").forEach(via -> answer.append("Via: ").append(via).append("\r\n"));
        request.all("Record-Route")
                .forEach(route -> answer.append("Record-Route: ").append(route).append("\r\n"));
        answer.append("From: ").append(request.header("From")).append("\r\n");
        String to = request.header("To");
        answer.append("To: ")
                .append(to)
                .append(tag.isEmpty() || to.contains(";tag=") ? "" : ";tag=" + tag)
                .append("\r\n");
        answer.append("Call-ID: ").append(request.header("Call-ID")).append("\r\n");
        answer.append("CSeq: ").append(request.header("CSeq")).append("\r\n");
        answer.append(more);
        answer.append(body.isEmpty() ? "" : "Content-Type: application/sdp\r\n");
        answer.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body);
        send(answer.toString());
    }

    public String contactLine() {
        return "Contact: <" + contact() + ">\r\n";
    }

    @Override
    public void close() {
        wire.close();
    }
}
