package dev.parley.conference;

/** Why a NOTIFY is to be sent. */
public enum Occasion {
    /** The room changed. */
    CHANGE,
    /** Owed at once after each SUBSCRIBE that was accepted (RFC 6665 §4.2.1.2). */
    SUBSCRIBED,
    /** The last one of the subscription. */
    TERMINATING
}
