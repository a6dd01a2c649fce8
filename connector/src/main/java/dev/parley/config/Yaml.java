package dev.parley.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** From text to its outermost section; what is not YAML becomes an error with its line. */
final class Yaml {
    private static final Pattern TAB_IN_FRONT = Pattern.compile("^ *\\t\\s*[^\\s#].*");

    private Yaml() {}

    static Optional<Section> read(Reading reading, String text) {
        if (hasTabs(reading, text)) {
            return Optional.empty();
        }
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(reading.file()).build()).composeString(text);
            return Optional.of(root.map(node -> Section.of(reading, "", Nodes.line(node), node))
                    .orElseGet(() -> Section.empty(reading, "", 0)));
        } catch (MarkedYamlEngineException e) {
            reading.wrong(line(e), "", "is not YAML: " + problem(e) + ".", hint(e));
        } catch (ReaderException e) {
            reading.wrong(
                    lineOf(text, e.getPosition()),
                    "",
                    String.format(Locale.ROOT, "has the character U+%04X in it.", e.getCodePoint()),
                    "Remove it.");
        } catch (YamlEngineException e) {
            reading.wrong(
                    0,
                    "",
                    "is not YAML: " + e.getMessage() + ".",
                    "Compare it with the example that came with Parley.");
        } catch (StackOverflowError e) {
            reading.wrong(0, "", "is nested too deep.", "Compare it with the example that came with Parley.");
        }
        return Optional.empty();
    }

    /** An editor shows a tab as any number of spaces; what it means would be a guess. */
    private static boolean hasTabs(Reading reading, String text) {
        List<String> lines = text.lines().toList();
        boolean tabs = false;
        for (int i = 0; i < lines.size(); i++) {
            if (TAB_IN_FRONT.matcher(lines.get(i)).matches()) {
                reading.wrong(
                        i + 1,
                        "",
                        "the line begins with a tab.",
                        "Write spaces: YAML has no tabs at the beginning of a line.");
                tabs = true;
            }
        }
        return tabs;
    }

    private static int line(MarkedYamlEngineException e) {
        return e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(-1) + 1;
    }

    private static String problem(MarkedYamlEngineException e) {
        String problem = Optional.ofNullable(e.getProblem()).orElse("it cannot be read");
        // The parser's own words would show what stands behind the sign, which may be a secret.
        return isSign(problem)
                ? "a value begins with *, & or !, which means something else there"
                : problem + context(e);
    }

    private static String context(MarkedYamlEngineException e) {
        return Optional.ofNullable(e.getContext()).map(words -> " " + words).orElse("");
    }

    private static boolean isSign(String problem) {
        return Stream.of("alias", "anchor", "tag").anyMatch(problem::contains);
    }

    private static String hint(MarkedYamlEngineException e) {
        if (problem(e).contains("cannot start any token") || problem(e).contains("begins with")) {
            return "Put the value into \"quotes\".";
        }
        if (problem(e).contains("mapping values are not allowed")) {
            return "Check the indentation here, and put a value that has a colon in it into \"quotes\".";
        }
        return "Check the indentation, the quotes and the brackets here and just above.";
    }

    private static int lineOf(String text, int position) {
        return 1
                + (int) text.codePoints().limit(position).filter(c -> c == '\n').count();
    }
}
