package dev.parley.conference;

/** How much of the conference a document tells (RFC 4575 §4.4, §5.2). */
public enum State {
    /** All of it: replaces what the reader holds. */
    FULL("full"),
    /** What differs from the document one version before. */
    PARTIAL("partial"),
    /** The conference is over. */
    DELETED("deleted");

    final String written;

    State(String written) {
        this.written = written;
    }
}
