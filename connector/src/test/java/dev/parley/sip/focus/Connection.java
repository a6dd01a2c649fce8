package dev.parley.sip.focus;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** SIP over a connection that the phone has opened: TCP, or TLS on top of it. */
final class Connection implements Wire {
    private final String transport;
    private final Socket socket;
    private final InputStream in;
    /** What has come of a message that is not whole yet. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    Connection(String transport, Socket socket) throws IOException {
        this.transport = transport;
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.getOutputStream().write(message);
    }

    @Override
    public Packet receive(int millis) throws IOException {
        socket.setSoTimeout(millis);
        while (!isWhole()) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("Parley has closed the connection");
            }
            begun.write(next);
        }
        byte[] message = begun.toByteArray();
        begun.reset();
        return Packet.parse(message, message.length);
    }

    private boolean isWhole() {
        String text = begun.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        byte[] message = begun.toByteArray();
        int length = Integer.parseInt(Packet.parse(message, message.length).header("Content-Length"));
        return message.length == end + 4 + length;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
