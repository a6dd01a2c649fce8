package dev.parley.chat;

/** Names one text in logs, traces and on the wire. */
public record TextId(String value) {
    /** The SIP header that every copy carries it in, so that one which comes back is known; the dialplans read it too. */
    public static final String HEADER = "X-Parley";

    @Override
    public String toString() {
        return value;
    }
}
