package dev.parley.sip.message;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One header of a CPIM object. Names are case-sensitive (RFC 3862 §2.2).
 *
 * @param namespace the URI that the prefix of the name stands for, empty for a name without one
 * @param value as it was written, with its escapes
 */
record CpimHeader(String namespace, String name, String value) {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|(.))", Pattern.DOTALL);

    /** The value without escapes (RFC 3862 §2.3.1); one that is not known stands for what is escaped. */
    String text() {
        return ESCAPE.matcher(value).replaceAll(CpimHeader::unescaped);
    }

    private static String unescaped(MatchResult escape) {
        String character = escape.group(1) == null
                ? switch (escape.group(2)) {
                    case "b" -> "\b";
                    case "t" -> "\t";
                    case "n" -> "\n";
                    case "r" -> "\r";
                    default -> escape.group(2);
                }
                : String.valueOf((char) Integer.parseInt(escape.group(1), 16));
        return Matcher.quoteReplacement(character);
    }

    /** What cannot stand in a value as it is: controls, and the sign of the escape itself. */
    static String escaped(String text) {
        StringBuilder value = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\\' -> value.append("\\\\");
                case '"' -> value.append("\\\"");
                default -> value.append(isControl(c) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return value.toString();
    }

    private static boolean isControl(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }
}
