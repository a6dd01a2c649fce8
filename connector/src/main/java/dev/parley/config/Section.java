package dev.parley.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The keys and values under one key. One that is not in the file is empty, so that its defaults are read all the same. */
final class Section {
    private record Entry(int line, Node value) {}

    private final Reading reading;
    private final String path;
    private final int line;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    private Section(Reading reading, String path, int line) {
        this.reading = reading;
        this.path = path;
        this.line = line;
        reading.opened(this);
    }

    static Section empty(Reading reading, String path, int line) {
        return new Section(reading, path, line);
    }

    static Section of(Reading reading, String path, int line, Node node) {
        Section section = new Section(reading, path, line);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::add);
        } else if (!Nodes.isNothing(node)) {
            reading.wrong(
                    line, path, "is " + Nodes.what(node) + ".", "Write keys with values here, for example name: main.");
        }
        return section;
    }

    private void add(NodeTuple tuple) {
        int at = Nodes.line(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            reading.wrong(
                    at, path, "a key is " + Nodes.what(tuple.getKeyNode()) + ".", "Write a plain word as the key.");
            return;
        }
        Entry first = entries.putIfAbsent(key.getValue(), new Entry(at, tuple.getValueNode()));
        if (first != null) {
            reading.wrong(
                    at, at(key.getValue()), "stands here twice, first in line " + first.line() + ".", "Write it once.");
        }
    }

    boolean has(String key) {
        return entry(key).isPresent();
    }

    /** Nothing is there, or a list of nothing. */
    boolean isEmpty(String key) {
        return entry(key).map(entry -> Nodes.isEmpty(entry.value())).orElse(true);
    }

    boolean isList(String key) {
        return entry(key).filter(entry -> entry.value() instanceof SequenceNode).isPresent();
    }

    <T> T get(String key, Kind<T> kind, T otherwise) {
        return get(key, kind).orElse(otherwise);
    }

    <T> Optional<T> get(String key, Kind<T> kind) {
        return entry(key).flatMap(entry -> scalar(at(key), entry.line(), entry.value(), kind));
    }

    <T> Optional<T> require(String key, Kind<T> kind, String example) {
        if (!has(key)) {
            reading.wrong(line, at(key), "is missing.", "Write for example " + key + ": " + example);
        }
        return get(key, kind);
    }

    <T> Optional<List<T>> list(String key, Kind<T> kind) {
        return nodes(key).map(nodes -> {
            List<T> values = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                scalar(at(key) + "[" + i + "]", Nodes.line(node), node, kind).ifPresent(values::add);
            }
            return values;
        });
    }

    Section section(String key) {
        return entry(key)
                .map(entry -> of(reading, at(key), entry.line(), entry.value()))
                .orElseGet(() -> empty(reading, at(key), line));
    }

    List<Section> sections(String key) {
        List<Node> nodes = nodes(key).orElse(List.of());
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            sections.add(of(reading, at(key) + "[" + i + "]", Nodes.line(node), node));
        }
        return sections;
    }

    /** Something is wrong with a key although its value alone is well written. */
    void wrong(String key, String wrong, String write) {
        reading.wrong(entry(key).map(Entry::line).orElse(line), at(key), wrong, write);
    }

    void reportUnknownKeys() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                String write = Words.nearest(key, asked)
                        .map(known -> "Did you mean " + known + "?")
                        .orElse("Write one of " + String.join(", ", asked) + ".");
                reading.wrong(entry.line(), at(Words.quoted(key).replace("\"", "")), "is not known here.", write);
            }
        });
    }

    private Optional<Entry> entry(String key) {
        asked.add(key);
        reading.asked(at(key));
        return Optional.ofNullable(entries.get(key));
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Optional<List<Node>> nodes(String key) {
        return entry(key).filter(entry -> !Nodes.isNothing(entry.value())).flatMap(entry -> {
            if (entry.value() instanceof SequenceNode sequence) {
                return Optional.of(sequence.getValue());
            }
            reading.wrong(
                    entry.line(),
                    at(key),
                    "is " + Nodes.what(entry.value()) + ".",
                    "Write a list: each item after a dash.");
            return Optional.empty();
        });
    }

    private <T> Optional<T> scalar(String where, int at, Node node, Kind<T> kind) {
        if (Nodes.isNothing(node)) {
            reading.wrong(at, where, "has no value.", "Write one, or remove the line.");
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)) {
            reading.wrong(at, where, "is " + Nodes.what(node) + ".", "Write one value.");
            return Optional.empty();
        }
        if (Nodes.isTagged(node)) {
            reading.wrong(
                    at, where, "begins with !, which means something else in YAML.", "Put the value into \"quotes\".");
            return Optional.empty();
        }
        try {
            return Optional.of(kind.read(scalar.getValue()));
        } catch (Unfit unfit) {
            reading.wrong(at, where, unfit.wrong(), unfit.write());
            return Optional.empty();
        }
    }
}
