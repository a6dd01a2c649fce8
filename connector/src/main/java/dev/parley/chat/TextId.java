package dev.parley.chat;

/** Names one text in logs, traces and on the wire. */
public record TextId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
