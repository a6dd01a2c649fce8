package dev.parley.sip.focus;

import java.io.IOException;
import java.net.SocketTimeoutException;

/** What carries the messages of a {@link Ua}. */
interface Wire extends AutoCloseable {
    /** As it stands in a Via. */
    String transport();

    int port();

    void send(byte[] message) throws IOException;

    /** The next message. */
    Packet receive(int millis) throws IOException, SocketTimeoutException;

    @Override
    void close();
}
