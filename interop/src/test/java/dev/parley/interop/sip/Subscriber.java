package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.ReferenceReader;
import dev.parley.interop.Await;
import dev.parley.interop.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A phone that subscribes over UDP, and reads what it is told as strictly as RFC 4575 wants. */
final class Subscriber implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final String user;
    private final DatagramSocket socket;
    private final InetSocketAddress parley;
    private final Seen<SipText> responses = new Seen<>();
    private final Seen<SipText> notifies = new Seen<>();
    private final ReferenceReader reader = new ReferenceReader();
    /** From a NOTIFY to the status line and further header lines of its answer. */
    private volatile Function<SipText, String> answer = notify -> "200 OK";

    Subscriber(String user, int parley) {
        this(user, parley, 0);
    }

    /** @param port of its own */
    Subscriber(String user, int parley, int port) {
        this.user = user;
        this.parley = new InetSocketAddress(InetAddress.getLoopbackAddress(), parley);
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("subscriber-" + user).start(this::readAll);
    }

    /** The headers of a SUBSCRIBE as this phone writes it by itself. */
    static final class Wish {
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final String uri;

        private Wish(String uri) {
            this.uri = uri;
        }

        Wish with(String name, String value) {
            headers.put(name, value);
            return this;
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        Wish without(String name) {
            headers.remove(name);
            return this;
        }
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** To a room, outside of any dialog. */
    Wish wish(String room) {
        String id = UUID.randomUUID().toString();
        return new Wish("sip:" + room + "@127.0.0.1:" + parley.getPort())
                .with("Via", "SIP/2.0/UDP " + address() + ";rport;branch=z9hG4bK" + id)
                .with("From", "<sip:" + user + "@127.0.0.1>;tag=" + id.substring(0, 8))
                .with("To", "<sip:" + room + "@127.0.0.1>")
                .with("Call-ID", id)
                .with("CSeq", "1 SUBSCRIBE")
                .with("Max-Forwards", "70")
                .with("Contact", "<sip:" + user + "@" + address() + ">")
                .with("Event", "conference")
                .with("Accept", "application/conference-info+xml")
                .with("Expires", "600");
    }

    /** In the dialog of the subscription that was accepted so. */
    Wish again(Wish first, SipText accepted, int cseq) {
        Wish wish = new Wish(accepted.header("Contact").replaceFirst("^<([^>]*)>.*", "$1"));
        wish.headers.putAll(first.headers);
        return wish.with("To", accepted.header("To"))
                .with("CSeq", cseq + " SUBSCRIBE")
                .with("Via", "SIP/2.0/UDP " + address() + ";rport;branch=z9hG4bK" + UUID.randomUUID());
    }

    /** Sends it, again if need be, and returns the final response. */
    SipText ask(Wish wish) {
        StringBuilder text = new StringBuilder("SUBSCRIBE " + wish.uri + " SIP/2.0\r\n");
        wish.headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return ask(text.append("Content-Length: 0\r\n\r\n").toString(), wish.headers.get("Via"));
    }

    /** Bytes as they are. */
    SipText ask(String request, String via) {
        String branch = via.replaceFirst(".*branch=([^;]*).*", "$1");
        Predicate<SipText> ours = response -> response.header("Via").contains(branch);
        for (int i = 0; i < 8; i++) {
            send(request);
            var response = responses.await(ours, Duration.ofSeconds(1));
            if (response.isPresent()) {
                return response.get();
            }
        }
        throw new AssertionError("no answer to " + request);
    }

    /** Asks anew until it is accepted. */
    void awaitAccepted(Supplier<Wish> wish) {
        assertThat(Await.answer(SOON, () -> Optional.of(ask(wish.get())).filter(answered -> answered.status() == 200)))
                .isPresent();
    }

    void answersWith(String code) {
        answer = notify -> code;
    }

    void answersWith(Function<SipText, String> how) {
        answer = how;
    }

    List<SipText> notifies() {
        return notifies.all();
    }

    SipText awaitNotify(Predicate<SipText> wanted) {
        return notifies.await(wanted, SOON).orElseThrow(() -> new AssertionError(notifies.all()));
    }

    SipText awaitNotify(int number) {
        return notifies.awaitAll(
                        all -> all.size() >= number ? Optional.of(all.get(number - 1)) : Optional.empty(), SOON)
                .orElseThrow(() -> new AssertionError(notifies.all()));
    }

    synchronized <T> T read(Function<ReferenceReader, T> question) {
        return question.apply(reader);
    }

    private synchronized void read(SipText notify) {
        if (!notify.body().isEmpty()) {
            reader.read(notify.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void readAll() {
        String last = "";
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        while (!socket.isClosed()) {
            packet.setLength(65_535);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                continue; // closed, or Parley has been
            }
            SipText message = SipText.of(packet.getData(), packet.getLength());
            if (!message.isRequest()) {
                responses.add(message);
                continue;
            }
            String via = message.header("Via");
            if (!via.equals(last)) { // a repetition is answered, and not read twice
                read(message);
                notifies.add(message);
            }
            last = via;
            respond(message);
        }
    }

    private void respond(SipText request) {
        StringBuilder response = new StringBuilder("SIP/2.0 " + answer.apply(request) + "\r\n");
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            response.append(name).append(": ").append(request.header(name)).append("\r\n");
        }
        send(response.append("Content-Length: 0\r\n\r\n").toString());
    }

    private void send(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, parley));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
