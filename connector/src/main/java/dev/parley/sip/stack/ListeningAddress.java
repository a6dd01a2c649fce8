package dev.parley.sip.stack;

/**
 * Where Parley listens.
 *
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param host an IP address of this machine
 */
public record ListeningAddress(String transport, String host, int port) {
    @Override
    public String toString() {
        return transport + " " + host + ":" + port;
    }
}
