package dev.parley.sip.stack;

import java.util.Locale;

/**
 * Where a request really came from: the address of the packet, not what its Via says.
 *
 * @param host an IP address
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 */
public record Source(String host, int port, String transport) {
    public Source {
        transport = transport.toLowerCase(Locale.ROOT);
    }

    /** {@code ip:port}, as the PBX adapters write the address of a leg. */
    public String address() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return transport + " " + address();
    }
}
