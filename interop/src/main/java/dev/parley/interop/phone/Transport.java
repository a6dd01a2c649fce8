package dev.parley.interop.phone;

import java.util.Locale;

/** How a phone talks to its server. */
public enum Transport {
    UDP("UDP"),
    /** By a connection of its own to its server, and by no other. */
    TCP("TCP"),
    /** The same with TLS on top. It takes any certificate. */
    TLS("TLS"),
    /** It takes connections too, where it has registered. */
    LISTENING_TCP("TCP");

    private final String written;

    Transport(String written) {
        this.written = written;
    }

    /** As it stands in Via. */
    String written() {
        return written;
    }

    /** As it stands in a URI, where nothing means UDP (RFC 3263 §4.1). */
    String parameter() {
        return this == UDP ? "" : ";transport=" + written.toLowerCase(Locale.ROOT);
    }
}
