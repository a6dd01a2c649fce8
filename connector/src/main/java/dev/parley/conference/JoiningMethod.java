package dev.parley.conference;

/** Who called whom (RFC 4575 §5.7.4). */
public enum JoiningMethod {
    DIALED_IN("dialed-in"),
    DIALED_OUT("dialed-out");

    final String written;

    JoiningMethod(String written) {
        this.written = written;
    }
}
