package dev.parley.sip.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A presence server on UDP that answers as it was told, one answer after the other. */
final class ScriptedServer implements AutoCloseable {
    private final DatagramSocket socket;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    ScriptedServer() {
        try {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    String uri() {
        return "sip:127.0.0.1:" + socket.getLocalPort();
    }

    /** @param status for example {@code 200 OK}, and after it whole header lines */
    void answers(String status, String... headers) {
        answers.add("SIP/2.0 " + status + "\r\n"
                + Stream.of(headers).map(line -> line + "\r\n").collect(Collectors.joining()));
    }

    /** Each once, however often it was repeated. */
    List<String> requests() {
        return requests;
    }

    /** The value of a header of a request; empty if there is none. */
    static String header(String request, String name) {
        return request.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        while (!socket.isClosed()) {
            try {
                packet.setLength(65_535);
                socket.receive(packet);
                String request =
                        new String(Arrays.copyOf(packet.getData(), packet.getLength()), StandardCharsets.UTF_8);
                if (requests.stream().noneMatch(seen -> header(seen, "Via").equals(header(request, "Via")))) {
                    requests.add(request);
                    answer(request, packet);
                }
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(String request, DatagramPacket to) throws IOException {
        String head = Stream.of("Via", "From", "Call-ID", "CSeq")
                .map(name -> name + ": " + header(request, name) + "\r\n")
                .collect(Collectors.joining());
        String told = answers.remove();
        byte[] bytes = (told + head + "To: " + header(request, "To") + ";tag=x\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
