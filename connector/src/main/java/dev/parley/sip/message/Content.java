package dev.parley.sip.message;

import java.util.Optional;

/** What a MESSAGE says, whatever it was wrapped in. */
public sealed interface Content {
    /**
     * Something to read.
     *
     * @param text as phones show it that show text only; may be empty
     * @param html the harmless rest of the original, if that was HTML
     */
    record Words(String text, Optional<String> html) implements Content {}

    /** The sender types, or has stopped. */
    record Typing(Composing notice) implements Content {}

    /** What the sender's phone did with somebody else's message. */
    record Received(Receipt receipt) implements Content {}
}
