package dev.parley.config;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What the YAML parser's nodes are in plain words. */
final class Nodes {
    private Nodes() {}

    /** Counts from 1. */
    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    /** A key without a value, as when everything below it is commented out. */
    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && !isTagged(node)
                && scalar.isPlain()
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("~")
                        || scalar.getValue().equals("null"));
    }

    static boolean isEmpty(Node node) {
        return isNothing(node)
                || (node instanceof SequenceNode list && list.getValue().isEmpty());
    }

    /** A tag of its own: what was written behind the exclamation mark would silently be lost. */
    static boolean isTagged(Node node) {
        return node.getTag().getValue().startsWith("!");
    }

    static String what(Node node) {
        return switch (node) {
            case MappingNode mapping -> "a group of keys";
            case SequenceNode list -> "a list";
            default -> "a single value";
        };
    }
}
