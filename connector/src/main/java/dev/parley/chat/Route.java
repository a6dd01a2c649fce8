package dev.parley.chat;

/** A way to reach a member. */
public enum Route {
    /** A MESSAGE of its own from the room's URI to each device of the member, sent by the PBX. */
    OUT_OF_DIALOG("out-of-dialog"),
    /** A MESSAGE inside the member's call, sent by the PBX. */
    IN_DIALOG("in-dialog"),
    /** A MESSAGE of its own from the room's URI to each device of the member, sent by Parley itself. */
    DIRECT("direct");

    private final String word;

    Route(String word) {
        this.word = word;
    }

    /** The name of the route in logs, traces, metrics and configuration. */
    public String word() {
        return word;
    }
}
