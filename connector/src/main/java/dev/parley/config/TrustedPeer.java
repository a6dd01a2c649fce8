package dev.parley.config;

import java.util.OptionalInt;

/**
 * A proxy or PBX whose P-Asserted-Identity is believed (RFC 3325 §2.3).
 *
 * @param host an IP address, in the spelling of {@link java.net.InetAddress#getHostAddress}
 * @param port that it sends from; empty for any
 */
public record TrustedPeer(String host, OptionalInt port) {
    public boolean isAt(String address, int from) {
        return host.equals(address) && (port.isEmpty() || port.getAsInt() == from);
    }
}
