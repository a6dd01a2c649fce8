package dev.parley.config;

import java.util.Optional;

/**
 * A SIP proxy that requests of ours go through.
 *
 * @param uri with {@code lr}: it leaves the Request-URI alone (RFC 3261 §19.1.1)
 * @param login where it asks for a digest
 */
public record OutboundProxy(String uri, Optional<Login> login) {
    /** Credentials. */
    public record Login(String user, Secret secret) {}
}
