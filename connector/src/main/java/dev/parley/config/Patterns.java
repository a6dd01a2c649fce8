package dev.parley.config;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions, with the fault shown where it is. */
final class Patterns {
    private Patterns() {}

    /** @param example one that works, for whoever wrote one that does not */
    static Kind<Pattern> pattern(String example) {
        String write = "Write for example \"" + example + "\".";
        return text -> {
            if (text.isEmpty()) {
                throw new Unfit("the pattern is empty.", write);
            }
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw new Unfit(Words.quoted(text) + " is not a pattern: " + fault(e) + ".", write);
            }
        };
    }

    /** Counts from 1, as people do. */
    private static String fault(PatternSyntaxException e) {
        return switch (e.getDescription()) {
            // Java points at the end; the bracket that was left open is what has to be found.
            case "Unclosed character class" ->
                "unclosed [ at " + (e.getPattern().lastIndexOf('[') + 1);
            case "Unclosed group" -> "unclosed ( at " + (e.getPattern().lastIndexOf('(') + 1);
            case "Unclosed counted closure" ->
                "unclosed { at " + (e.getPattern().lastIndexOf('{') + 1);
            default -> described(e);
        };
    }

    private static String described(PatternSyntaxException e) {
        String words = Words.quoted(e.getDescription().toLowerCase(Locale.ROOT)).replace("\"", "");
        return e.getIndex() < 0 ? words : words + " at " + (e.getIndex() + 1);
    }
}
