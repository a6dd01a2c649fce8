package dev.parley.interop.phone;

/** What a phone says to a MESSAGE or to a SUBSCRIBE. */
public sealed interface TextAnswer {
    record Code(int code, String reason) implements TextAnswer {}

    /** Nothing at all, as a phone that has lost its network. */
    record Silence() implements TextAnswer {}

    static TextAnswer ok() {
        return new Code(200, "OK");
    }
}
