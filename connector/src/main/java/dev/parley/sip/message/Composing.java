package dev.parley.sip.message;

import java.time.Duration;

/**
 * Somebody types, or has stopped (RFC 3994).
 *
 * @param active what is not known counts as idle (§3.3)
 * @param refresh for how long "active" counts without being said again
 */
public record Composing(boolean active, Duration refresh) {
    static final String TYPE = "application/im-iscomposing+xml";
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:im-iscomposing";
    /** RFC 3994 §3.3. */
    private static final int USUAL_REFRESH = 120;

    private static final int LONGEST_REFRESH = 600;

    static Composing read(byte[] xml) throws NotTaken {
        XmlElements elements = XmlElements.read(xml, "isComposing", NAMESPACE);
        String state = elements.text("isComposing/state")
                .orElseThrow(() -> NotTaken.malformed("a typing notice without a state"));
        return new Composing(
                state.equals("active"),
                elements.text("isComposing/refresh").map(Composing::seconds).orElse(Duration.ofSeconds(USUAL_REFRESH)));
    }

    private static Duration seconds(String text) {
        boolean number = text.matches("[1-9][0-9]{0,5}");
        return Duration.ofSeconds(number ? Math.min(Integer.parseInt(text), LONGEST_REFRESH) : USUAL_REFRESH);
    }

    /** Written anew, so that nothing but the two facts gets to other phones. */
    String written() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<isComposing xmlns=\"" + NAMESPACE + "\"><state>"
                + (active ? "active" : "idle") + "</state>"
                + (active ? "<refresh>" + refresh.toSeconds() + "</refresh>" : "")
                + "</isComposing>\n";
    }
}
