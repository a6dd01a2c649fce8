package dev.parley.sip.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A phone's UDP socket: keeps each datagram, and answers as it is told. */
final class Phone implements AutoCloseable {
    private final DatagramSocket socket;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    /** From a request to the status line and further header lines of its answer; empty for silence. */
    private volatile Function<String, String> answering = request -> "200 OK";

    Phone() {
        try {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::serve);
    }

    String contact(String user) {
        return "sip:" + user + "@" + address();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    void answers(Function<String, String> how) {
        answering = how;
    }

    void answers(String status) {
        answering = request -> status;
    }

    String read() throws InterruptedException {
        String message = received.poll(20, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came");
        }
        return message;
    }

    boolean hasRead() {
        return !received.isEmpty();
    }

    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }

    private void serve() {
        byte[] bytes = new byte[65_535];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                String request = new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8);
                received.add(request);
                String status = answering.apply(request);
                if (!status.isEmpty()) {
                    byte[] answer = answer(request, status).getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (SocketException e) {
            received.clear(); // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String answer(String request, String status) {
        return "SIP/2.0 " + status + "\r\nVia: " + header(request, "Via") + "\r\nFrom: " + header(request, "From")
                + "\r\nTo: " + header(request, "To") + ";tag=phone\r\nCall-ID: " + header(request, "Call-ID")
                + "\r\nCSeq: " + header(request, "CSeq") + "\r\nContent-Length: 0\r\n\r\n";
    }

    @Override
    public void close() {
        socket.close();
    }
}
