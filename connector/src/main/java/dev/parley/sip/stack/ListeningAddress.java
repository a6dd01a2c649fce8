package dev.parley.sip.stack;

/**
 * Where Parley listens.
 *
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param host an IP address of this machine
 */
public record ListeningAddress(String transport, String host, int port) {
    /** Whether this stands in a Via; without a port it means that of the transport (RFC 3261 §18.2.2), {@code -1} here. */
    boolean isSentBy(String viaHost, int viaPort) {
        int usual = transport.equals("tls") ? 5061 : 5060;
        return viaHost.replace("[", "").replace("]", "").equals(host) && (viaPort < 0 ? usual : viaPort) == port;
    }

    @Override
    public String toString() {
        return transport + " " + host + ":" + port;
    }
}
