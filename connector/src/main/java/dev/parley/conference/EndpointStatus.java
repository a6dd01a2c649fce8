package dev.parley.conference;

/**
 * How a leg is connected (RFC 4575 §5.7.3). {@code muted-via-focus} is missing on purpose: Jitsi Desktop throws on it, and
 * a member who is muted can still write, so the most active of its media says connected.
 */
public enum EndpointStatus {
    CONNECTED("connected"),
    ON_HOLD("on-hold"),
    DISCONNECTED("disconnected");

    final String written;

    EndpointStatus(String written) {
        this.written = written;
    }
}
