package dev.parley.esl;

import java.nio.charset.StandardCharsets;

/** What an {@code api} or {@code bgapi} command printed. Most end with a line feed, not all do. */
public final class ApiReply {
    private final byte[] body;

    ApiReply(byte[] body) {
        this.body = body;
    }

    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8; what is not UTF-8 becomes U+FFFD. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether it begins with {@code -ERR} or {@code -USAGE}. Commands that print a list say neither + nor -. */
    public boolean isError() {
        String text = text();
        return text.startsWith("-ERR") || text.startsWith("-USAGE");
    }

    /** Sizes only: what commands print may hold bodies and secrets. */
    @Override
    public String toString() {
        return (isError() ? "an error" : "a reply") + " of " + body.length + " bytes";
    }
}
