package dev.parley.sip.stack;

import java.util.regex.Pattern;

/**
 * The one gate into SIP headers. jain-sip 1.3.0-91 writes CR, LF and quotes of a display name, a Subject, a Reason, a
 * Call-ID or a parameter as they are, so a name could end a header and begin the next.
 */
public final class SipText {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029]");

    /** RFC 3261 §25.1. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");

    private static final Pattern CALL_ID = Pattern.compile("[A-Za-z0-9.!%*_+`'~()<>:\\\\\"/\\[\\]?{}@-]{1,500}");

    private static final int LONGEST_WORD = 100;

    private SipText() {}

    /** For between the quotes of a quoted-string, which jain-sip writes itself (RFC 3261 §25.1). */
    public static String quoted(String text) {
        return CONTROL.matcher(text).replaceAll(" ").replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** @throws IllegalArgumentException if it is none */
    public static String token(String text) {
        return isWord(text) ? text : checked(TOKEN, text, "token");
    }

    /** @throws IllegalArgumentException if it is none */
    public static String callId(String text) {
        return isWord(text) ? text : checked(CALL_ID, text, "Call-ID");
    }

    /** A whole value that was made here or checked before: nothing in it may end the line. */
    public static String line(String text) {
        if (!isPrintableAscii(text) && CONTROL.matcher(text).find()) {
            throw new IllegalArgumentException("a control character in a SIP header value");
        }
        return text;
    }

    /** Nearly every value is, and looking at each character once costs a fraction of the pattern. */
    private static boolean isPrintableAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** Letters, digits and dashes: what our own ids and nearly all names of headers are made of. */
    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_WORD
                && text.chars()
                        .allMatch(
                                c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-');
    }

    private static String checked(Pattern form, String text, String what) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("no " + what + " of SIP: " + text.length() + " characters");
        }
        return text;
    }
}
