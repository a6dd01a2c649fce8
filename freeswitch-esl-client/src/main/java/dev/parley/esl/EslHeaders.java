package dev.parley.esl;

import java.util.List;
import java.util.Optional;

/** Headers in the order in which they came. Names are compared without case, and may occur more than once. */
public record EslHeaders(List<Header> all) {
    public record Header(String name, String value) {}

    public EslHeaders {
        all = List.copyOf(all);
    }

    public Optional<String> first(String name) {
        return values(name).stream().findFirst();
    }

    public List<String> values(String name) {
        return all.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
