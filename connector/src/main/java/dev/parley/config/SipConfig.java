package dev.parley.config;

import java.util.List;

/**
 * Parley's own SIP side.
 *
 * @param listen where it is reached; the first address of a transport is also the one it sends from
 * @param host what it calls itself in Contact: a name or an address, with {@code :port} if it is not 5060
 */
public record SipConfig(List<Listen> listen, String host) {
    public SipConfig {
        listen = List.copyOf(listen);
    }

    /**
     * An address to listen on.
     *
     * @param transport {@code udp} or {@code tcp}
     * @param host an IP address of this machine
     */
    public record Listen(String transport, String host, int port) {}
}
