package dev.parley.conference;

import java.util.regex.Pattern;

/** What a phone or a human called something, fit to be shown on one line: no controls, no bidi overrides, not endless. */
final class DisplayText {
    private static final int MOST = 100;
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}]");

    private DisplayText() {}

    static String of(String given) {
        String spaced = SPACE.matcher(given).replaceAll(" ");
        String seen = UNSEEN.matcher(spaced).replaceAll("");
        String collapsed = SPACE.matcher(seen).replaceAll(" ").strip();
        if (collapsed.codePointCount(0, collapsed.length()) <= MOST) {
            return collapsed;
        }
        return collapsed.substring(0, collapsed.offsetByCodePoints(0, MOST)).strip();
    }
}
