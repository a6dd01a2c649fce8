package dev.parley.room;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one gate for log lines: what a phone wrote stays on one line, short, and shows what it is made of. */
public final class Printable {
    private static final int MOST = 200;

    /** Controls, invisible formatting such as bidi overrides, line ends, halves of surrogate pairs, what has no meaning. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    public static String of(String text) {
        if (text.length() <= MOST) {
            return escaped(text);
        }
        int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
        return escaped(text.substring(0, end)) + "…";
    }

    private static String escaped(String text) {
        return UNPRINTABLE
                .matcher(text)
                .replaceAll(match ->
                        match.group().chars().mapToObj("\\\\u%04x"::formatted).collect(Collectors.joining()));
    }
}
