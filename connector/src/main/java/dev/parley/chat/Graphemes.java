package dev.parley.chat;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader takes for one character, which may be many code points: an accented letter, a flag, a family. */
final class Graphemes {
    private Graphemes() {}

    static List<String> of(String text) {
        BreakIterator borders = BreakIterator.getCharacterInstance(Locale.ROOT);
        borders.setText(text);
        List<String> graphemes = new ArrayList<>();
        int from = borders.first();
        for (int to = borders.next(); to != BreakIterator.DONE; to = borders.next()) {
            graphemes.add(text.substring(from, to));
            from = to;
        }
        return graphemes;
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The text if it has at most so many bytes, else as much of its beginning as fits in front of an ellipsis. */
    static String shortened(String text, int bytes) {
        if (bytes(text) <= bytes) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int room = bytes - bytes("…");
        for (String grapheme : of(text)) {
            room -= bytes(grapheme);
            if (room < 0) {
                break;
            }
            kept.append(grapheme);
        }
        return kept.append("…").toString();
    }
}
