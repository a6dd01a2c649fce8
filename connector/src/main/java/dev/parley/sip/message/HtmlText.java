package dev.parley.sip.message;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a browser without a screen would say: paragraphs and items on lines of their own, links with where they lead. */
final class HtmlText implements NodeVisitor {
    private static final Pattern BLANKS = Pattern.compile("[ \t\n\r\f]+");
    private static final Pattern LINE_END = Pattern.compile("(?<![ \t])[ \t]++\n");
    private static final Pattern MANY_LINES = Pattern.compile("\n{3,}");
    private static final Set<String> UNSEEN = Set.of("script", "style", "template", "noscript", "title", "textarea");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> DENSE = Set.of("ul", "ol", "dl", "table");
    private static final Pattern TARGET = Pattern.compile("(?i)(?:https?|ftp|mailto|tel|sips?):.+");
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "blockquote", "pre", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6");

    private final StringBuilder text = new StringBuilder();
    private int unseen;
    private int preformatted;
    private int dense;

    private HtmlText() {}

    static String of(Element body) {
        HtmlText visitor = new HtmlText();
        body.traverse(visitor);
        String lines = LINE_END.matcher(visitor.text).replaceAll("\n");
        return MANY_LINES.matcher(lines).replaceAll("\n\n").strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words && unseen == 0) {
            write(words.getWholeText());
        }
        if (node instanceof Element element) {
            open(element);
        }
    }

    private void open(Element element) {
        count(element, 1);
        switch (element.normalName()) {
            case "br" -> text.append('\n');
            case "li" -> newLine().append("- ");
            case "td", "th" -> text.append(endsLine() ? "" : " ");
            case "hr" -> newLine().append("---");
            default -> breakAround(element);
        }
    }

    private void count(Element element, int by) {
        String name = element.normalName();
        unseen += UNSEEN.contains(name) ? by : 0;
        preformatted += name.equals("pre") ? by : 0;
        dense += DENSE.contains(name) ? by : 0;
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            close(element);
        }
    }

    private void close(Element element) {
        count(element, -1);
        if (element.normalName().equals("a")) {
            addTarget(element);
        }
        breakAround(element);
    }

    /** Where a link leads belongs to what it says; a link that says it itself does not say it twice. */
    private void addTarget(Element link) {
        String target = BLANKS.matcher(link.attr("href").strip()).replaceAll("");
        String words = link.text().strip();
        boolean told = !TARGET.matcher(target).matches()
                || target.equals(words)
                || target.endsWith(":" + words)
                || target.endsWith("//" + words)
                || target.endsWith("//" + words + "/");
        if (!told && unseen == 0) {
            text.append(words.isEmpty() ? target : " (" + target + ")");
        }
    }

    private void breakAround(Element element) {
        if (PARAGRAPHS.contains(element.normalName()) && !text.isEmpty()) {
            newLine().append(dense > 0 ? "" : "\n");
        } else if (element.isBlock() && !CELLS.contains(element.normalName())) {
            newLine();
        }
    }

    private StringBuilder newLine() {
        return endsLine() ? text : text.append('\n');
    }

    private boolean endsLine() {
        return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    }

    private void write(String words) {
        String shown = preformatted > 0 ? words : BLANKS.matcher(words).replaceAll(" ");
        text.append(endsLine() && preformatted == 0 ? shown.stripLeading() : shown);
    }
}
