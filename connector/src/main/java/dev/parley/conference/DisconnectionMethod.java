package dev.parley.conference;

/** Why a leg is gone (RFC 4575 §5.7.6). */
public enum DisconnectionMethod {
    DEPARTED("departed"),
    BOOTED("booted"),
    FAILED("failed"),
    BUSY("busy");

    final String written;

    DisconnectionMethod(String written) {
        this.written = written;
    }
}
