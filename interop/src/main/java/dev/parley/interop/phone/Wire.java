package dev.parley.interop.phone;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** What carries a phone's messages to its server. */
interface Wire extends Closeable {
    /** To the server. */
    void send(byte[] bytes);

    /** To where the request came from that this answers. */
    void answer(SipMessage response);

    int localPort();

    /** Whether lost messages have to be sent again. */
    boolean losesMessages();

    static Wire open(Transport transport, InetSocketAddress server, Consumer<SipMessage> receiver) throws IOException {
        return switch (transport) {
            case UDP -> new UdpWire(server, receiver);
            case TCP -> new TcpWire(server, receiver);
            case TLS -> new TcpWire(AnyCertificate.connected(server), receiver);
            case LISTENING_TCP -> new ListeningTcpWire(server, receiver);
        };
    }
}
