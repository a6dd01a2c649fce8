package dev.parley.chat;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a copy reads on a phone. */
final class Rendering {
    /**
     * Stands in front of every further line of a text that carries its sender's name: otherwise a text could contain a
     * line "Bob: yes, do that", which would read as if Bob had said it.
     */
    private static final String FURTHER_LINE = "│ ";

    private final String name;
    private final String body;
    private final Limits limits;

    private Rendering(Copy copy, Limits limits) {
        this.name = copy.nameInText() ? Graphemes.shortened(copy.from(), limits.bytes() / 3) : "";
        this.body = limits.lineBreaks() ? Plain.of(copy.body()) : onOneLine(Plain.of(copy.body()));
        this.limits = limits;
    }

    /** The messages that carry the copy within the limits: one, or numbered parts in order. */
    static List<String> render(Copy copy, Limits limits) {
        return new Rendering(copy, limits).messages();
    }

    /** The copy as HTML; what was written stands apart, so that no line of it reads as another one's words. */
    static Optional<String> html(Copy copy) {
        return copy.html()
                .map(html -> copy.nameInText()
                        ? "<b>" + escaped(copy.from()) + ":</b><blockquote>" + html + "</blockquote>"
                        : html);
    }

    /** The copy for a phone to which its sender is told beside it. */
    static Optional<Unsigned> unsigned(Copy copy) {
        return copy.origin().map(origin -> new Unsigned(origin, Plain.of(copy.body()), copy.html()));
    }

    private static String escaped(String name) {
        return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String onOneLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.joining(" / "));
    }

    private List<String> messages() {
        String whole = name.isEmpty() ? "" : name + ": ";
        if (splitting(whole).fits(body)) {
            return List.of(whole + marked(body));
        }
        return numbered(splitWithNumbersOf(1));
    }

    /** The numbers take room themselves, so how many digits they have must be known before the parts are cut. */
    private List<String> splitWithNumbersOf(int digits) {
        int largest = (int) Math.pow(10, digits) - 1;
        List<String> parts = splitting(heading(largest, largest)).split(body);
        return parts.size() <= largest ? parts : splitWithNumbersOf(digits + 1);
    }

    private List<String> numbered(List<String> parts) {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> heading(i + 1, parts.size()) + marked(parts.get(i)))
                .toList();
    }

    private String heading(int number, int of) {
        String count = "(" + number + "/" + of + ")";
        return name.isEmpty() ? count + " " : name + " " + count + ": ";
    }

    private Splitting splitting(String heading) {
        return new Splitting(limits.bytes() - Graphemes.bytes(heading), marks() ? Graphemes.bytes(FURTHER_LINE) : 0);
    }

    private String marked(String part) {
        return marks() ? part.replace("\n", "\n" + FURTHER_LINE) : part;
    }

    private boolean marks() {
        return !name.isEmpty();
    }
}
