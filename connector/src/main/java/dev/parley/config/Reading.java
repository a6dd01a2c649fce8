package dev.parley.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One file while it is read: goes on after an error, so that all of them are told at once. */
final class Reading {
    private final String file;
    private final List<ConfigError> errors;
    private final List<Section> sections = new ArrayList<>();
    private final Set<String> keys = new TreeSet<>();

    Reading(String file) {
        this(file, new ArrayList<>());
    }

    private Reading(String file, List<ConfigError> errors) {
        this.file = file;
        this.errors = errors;
    }

    /** Another file that this one names; its errors are told together with ours. */
    Reading of(String other) {
        return new Reading(other, errors);
    }

    String file() {
        return file;
    }

    void wrong(int line, String path, String wrong, String write) {
        errors.add(new ConfigError(file, line, path, wrong, write));
    }

    void opened(Section section) {
        sections.add(section);
    }

    void asked(String path) {
        keys.add(path.replaceAll("\\[\\d+]", "[]"));
    }

    /** Every key that the file could have, as paths like {@code pbx[].asterisk.host}. */
    Set<String> keys() {
        return Set.copyOf(keys);
    }

    /** Call when everything that can be asked for has been asked for. */
    void reportUnknownKeys() {
        sections.forEach(Section::reportUnknownKeys);
    }

    void throwIfWrong() throws ConfigException {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors.stream()
                    .sorted(Comparator.comparing(
                                    (ConfigError error) -> !error.file().equals(file))
                            .thenComparing(ConfigError::file)
                            .thenComparingInt(ConfigError::line))
                    .toList());
        }
    }
}
