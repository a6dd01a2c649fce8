package dev.parley.interop.phone;

/** How a phone talks to its server. */
public enum Transport {
    UDP("UDP"),
    /** By a connection of its own to its server, and by no other. */
    TCP("TCP"),
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
}
