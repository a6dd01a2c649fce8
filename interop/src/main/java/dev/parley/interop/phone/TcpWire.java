package dev.parley.interop.phone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Consumer;

/** SIP over one connection, which the phone opens. */
final class TcpWire implements Wire {
    private final Socket socket;
    private final OutputStream out;

    TcpWire(InetSocketAddress server, Consumer<SipMessage> receiver) throws IOException {
        this(new Socket(server.getAddress(), server.getPort()), receiver);
    }

    TcpWire(Socket socket, Consumer<SipMessage> receiver) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        Thread.ofVirtual().name("phone-tcp").start(() -> readAll(in, receiver));
    }

    @Override
    public void send(byte[] bytes) {
        try {
            synchronized (out) {
                out.write(bytes);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void answer(SipMessage response) {
        send(response.toBytes());
    }

    @Override
    public int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public boolean losesMessages() {
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static void readAll(InputStream in, Consumer<SipMessage> receiver) {
        try {
            for (Optional<SipMessage> next = SipParser.next(in); next.isPresent(); next = SipParser.next(in)) {
                receiver.accept(next.get());
            }
        } catch (IOException e) {
            // Closed by one of the two sides: that is how a connection ends.
        }
    }
}
