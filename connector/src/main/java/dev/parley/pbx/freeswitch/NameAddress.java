package dev.parley.pbx.freeswitch;

import java.util.regex.Pattern;

/** A name-addr with the name as a quoted-string (RFC 3261 §25.1), fit for a header of {@code sendevent}. */
final class NameAddress {
    private static final Pattern NOT_IN_QUOTES = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    private NameAddress() {}

    static String of(String displayName, String sipUri) {
        String quotable = NOT_IN_QUOTES.matcher(displayName).replaceAll("");
        String quoted = quotable.replace("\\", "\\\\").replace("\"", "\\\"");
        return quotable.isEmpty() ? "<" + sipUri + ">" : "\"" + quoted + "\" <" + sipUri + ">";
    }
}
