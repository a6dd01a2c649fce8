package dev.parley.conference;

import java.nio.charset.StandardCharsets;

/**
 * The one gate into XML 1.0. What a reader gets back is what was given, except that a character which XML cannot carry in
 * any spelling (controls, halves of surrogate pairs, U+FFFE, U+FFFF) comes back as U+FFFD.
 */
public final class Xml {
    private final StringBuilder written = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    /** @param attributes name, value, name, value … */
    public Xml open(String element, String... attributes) {
        start(element, attributes);
        written.append('>');
        return this;
    }

    public Xml empty(String element, String... attributes) {
        start(element, attributes);
        written.append("/>");
        return this;
    }

    public Xml close(String element) {
        written.append("</").append(element).append('>');
        return this;
    }

    public Xml text(String element, String text) {
        open(element);
        escape(text);
        return close(element);
    }

    public byte[] bytes() {
        return written.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void start(String element, String... attributes) {
        written.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            written.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            written.append('"');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(this::escape);
    }

    private void escape(int c) {
        switch (c) {
            case '<' -> written.append("&lt;");
            case '>' -> written.append("&gt;"); // needed in "]]>" (XML 1.0 §2.4)
            case '&' -> written.append("&amp;");
            case '"' -> written.append("&quot;");
            // A reader makes a blank or a line feed of these where they are not references (XML 1.0 §2.11, §3.3.3).
            case '\t', '\n', '\r' -> written.append("&#").append(c).append(';');
            default -> written.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
        }
    }

    /** XML 1.0 §2.2, less what {@link #escape} has seen to. */
    private static boolean isCharacter(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
