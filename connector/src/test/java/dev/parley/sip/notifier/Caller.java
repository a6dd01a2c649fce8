package dev.parley.sip.notifier;

import dev.parley.conference.reader.AdditiveReader;
import dev.parley.conference.reader.ReferenceReader;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A phone in the room that subscribes over UDP and reads one message after the other. */
final class Caller implements AutoCloseable {
    private static final int SOON_MILLIS = 10_000;

    private final String user;
    private final DatagramSocket socket;
    private final InetSocketAddress parley;
    private final String callId = UUID.randomUUID().toString();
    private int cseq = 1;
    private String to = "<sip:3001@pbx.example>";
    private String lastVia = "";

    final ReferenceReader strict = new ReferenceReader();
    final AdditiveReader adding = new AdditiveReader();

    Caller(String user, int parley) throws IOException {
        this.user = user;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.parley = new InetSocketAddress(InetAddress.getLoopbackAddress(), parley);
        socket.setSoTimeout(SOON_MILLIS);
    }

    Member member() {
        return new Member(
                new MemberId("leg-of-" + user),
                new Identity(user, user, true),
                user,
                Set.of(),
                new Leg("call-" + user, "Phone/1.0", Set.of(), "127.0.0.1:" + socket.getLocalPort()));
    }

    /** The first one begins the dialog, the others are in it. Returns the final answer. */
    String subscribe(int expires) {
        send("SUBSCRIBE sip:3001@pbx.example SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + UUID.randomUUID()
                + ";rport\r\n"
                + "From: <sip:" + user + "@pbx.example>;tag=1\r\n"
                + "To: " + to + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq++ + " SUBSCRIBE\r\n"
                + "Contact: <sip:" + user + "@127.0.0.1:" + socket.getLocalPort() + ">\r\n"
                + "Max-Forwards: 70\r\nEvent: conference\r\nExpires: " + expires + "\r\nContent-Length: 0\r\n\r\n");
        String answer = await(message -> message.startsWith("SIP/2.0 ") && !message.startsWith("SIP/2.0 1"));
        to = header(answer, "To");
        return answer.lines().findFirst().orElseThrow();
    }

    /** Answers it, and reads its document. */
    String awaitNotify(Predicate<String> wanted) {
        return await(message -> message.startsWith("NOTIFY") && wanted.test(message));
    }

    static String header(String message, String name) {
        Matcher header = Pattern.compile("(?mi)^" + name + ": *(.*?)\r?$").matcher(message);
        if (!header.find()) {
            throw new AssertionError("no " + name + " in " + message);
        }
        return header.group(1);
    }

    static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }

    private String await(Predicate<String> wanted) {
        while (true) {
            String message = read();
            if (message.startsWith("NOTIFY")) {
                heard(message);
            }
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    private void heard(String notify) {
        byte[] document = body(notify).getBytes(StandardCharsets.UTF_8);
        if (!header(notify, "Via").equals(lastVia) && document.length > 0) {
            strict.read(document);
            adding.read(document);
        }
        lastVia = header(notify, "Via");
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            answer.append(name).append(": ").append(header(notify, name)).append("\r\n");
        }
        send(answer.append("Content-Length: 0\r\n\r\n").toString());
    }

    private void send(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, parley));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read() {
        byte[] bytes = new byte[65_535];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
            socket.receive(packet);
            return new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
