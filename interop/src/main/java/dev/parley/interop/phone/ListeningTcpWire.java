package dev.parley.interop.phone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** SIP over the phone's own connection to its server, and over those that others open to where it has registered. */
final class ListeningTcpWire implements Wire {
    private final TcpWire own;
    private final ServerSocket server;
    private final Consumer<SipMessage> receiver;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    /** By the topmost Via of a request: the connection that its answer belongs to (RFC 3261 §18.2.2). */
    private final Map<String, OutputStream> origins = new ConcurrentHashMap<>();

    ListeningTcpWire(InetSocketAddress server, Consumer<SipMessage> receiver) throws IOException {
        this.receiver = receiver;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.own = new TcpWire(server, this::receive);
        Thread.ofVirtual().name("phone-tcp-listening").start(this::accept);
    }

    @Override
    public void send(byte[] bytes) {
        own.send(bytes);
    }

    @Override
    public void answer(SipMessage response) {
        Optional<OutputStream> origin = response.header("Via").map(origins::remove);
        if (origin.isEmpty()) {
            own.answer(response);
            return;
        }
        try {
            origin.get().write(response.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int localPort() {
        return server.getLocalPort();
    }

    @Override
    public boolean losesMessages() {
        return false;
    }

    @Override
    public void close() throws IOException {
        own.close();
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().name("phone-tcp").start(() -> readAll(connection));
            } catch (IOException e) {
                continue; // closed, which ends the loop
            }
        }
    }

    private void readAll(Socket connection) {
        try {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (Optional<SipMessage> next = SipParser.next(in); next.isPresent(); next = SipParser.next(in)) {
                SipMessage message = next.get();
                message.header("Via").ifPresent(via -> origins.put(via, out));
                receive(message);
            }
        } catch (IOException e) {
            // Closed by one of the two sides: that is how a connection ends.
        }
    }

    /** The phone answers one after the other. */
    private synchronized void receive(SipMessage message) {
        receiver.accept(message);
    }
}
