package dev.parley.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts a text into parts that fit: between lines, else between words, else between graphemes. White space at a cut is
 * left out.
 *
 * @param bytes most bytes of one part, enough for any one code point
 * @param perLine bytes that every line after a part's first one will cost beyond its own
 */
record Splitting(int bytes, int perLine) {

    List<String> split(String text) {
        List<String> pieces = pieces(text);
        List<String> parts = new ArrayList<>();
        int from = afterBlanks(pieces, 0);
        while (from < pieces.size()) {
            int to = cut(pieces, from);
            parts.add(String.join("", pieces.subList(from, to)).stripTrailing());
            from = afterBlanks(pieces, to);
        }
        return parts;
    }

    boolean fits(String text) {
        return cost(text) <= bytes;
    }

    private int cost(String text) {
        return Graphemes.bytes(text)
                + perLine * (int) text.chars().filter(c -> c == '\n').count();
    }

    /** Its graphemes; one that is too long for a part, which no language has but a phone can send, in code points. */
    private List<String> pieces(String text) {
        return Graphemes.of(text).stream()
                .flatMap(g -> fits(g) ? Stream.of(g) : g.codePoints().mapToObj(Character::toString))
                .toList();
    }

    private static int afterBlanks(List<String> pieces, int from) {
        int at = from;
        while (at < pieces.size() && pieces.get(at).isBlank()) {
            at++;
        }
        return at;
    }

    /** Where the part that begins at {@code from} ends: at the best border in its second half, else as late as it fits. */
    private int cut(List<String> pieces, int from) {
        int filled = 0;
        int line = from;
        int word = from;
        int at = from;
        while (at < pieces.size() && filled + cost(pieces.get(at)) <= bytes) {
            if (filled >= bytes / 2) {
                line = pieces.get(at).equals("\n") ? at : line;
                word = pieces.get(at).isBlank() ? at : word;
            }
            filled += cost(pieces.get(at));
            at++;
        }
        if (at == pieces.size() || pieces.get(at).equals("\n")) {
            return at;
        }
        if (line > from) {
            return line;
        }
        return pieces.get(at).isBlank() || word == from ? at : word;
    }
}
