package dev.parley.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How whoever writes to Parley's own SIP side proves who he is, where it is not the address of his call.
 *
 * @param realm that phones are asked for a password of
 * @param users file of the accounts that are asked; empty: nobody is
 * @param trusted peers that are believed when they say who a sender is
 */
public record SenderConfig(String realm, Optional<Path> users, List<TrustedPeer> trusted) {
    public SenderConfig {
        trusted = List.copyOf(trusted);
    }

    /** Whether what comes from there comes from a trusted peer. */
    public boolean isTrusted(String host, int port) {
        return trusted.stream().anyMatch(peer -> peer.isAt(host, port));
    }
}
