package dev.parley.chat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is left of a text when everything is gone that could make another phone show something else than was written. */
final class Plain {
    // A bare CR and the Unicode ends of line begin a new line on some phones, so they have to count as one everywhere.
    private static final Pattern LINE_ENDS = Pattern.compile("\\r\\n|[\\r\\x85\\u2028\\u2029]");

    // Overrides and isolates that are not closed turn around what follows on the screen, the next speaker's name too.
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u202a-\\u202e\\u2066-\\u2069]");

    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private Plain() {}

    static String of(String written) {
        return isPlain(written) ? written : cleaned(written);
    }

    /** Nearly every text is, and looking at each character once costs a fraction of the patterns. */
    private static boolean isPlain(String written) {
        int length = written.length();
        for (int i = 0; i < length; i++) {
            char c = written.charAt(i);
            boolean kept = c >= ' ' && c < 0x7f || c > 0x9f && c < '\u2000' || c > '\u206f' && c < '\ud800';
            if (!kept) {
                return false;
            }
        }
        return length == 0
                || !Character.isWhitespace(written.charAt(0)) && !Character.isWhitespace(written.charAt(length - 1));
    }

    private static String cleaned(String written) {
        String lines = LINE_ENDS.matcher(written).replaceAll("\n");
        String harmless = HARMFUL.matcher(lines).replaceAll("");
        String encodable = LONE_SURROGATE.matcher(harmless).replaceAll("\ufffd");
        return encodable
                .lines()
                .dropWhile(String::isBlank)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }
}
