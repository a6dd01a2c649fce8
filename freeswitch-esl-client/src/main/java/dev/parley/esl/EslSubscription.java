package dev.parley.esl;

import java.util.ArrayList;
import java.util.List;

/**
 * Which events a connection wants.
 *
 * @param format how they come
 * @param events names of core events, for example {@code HEARTBEAT}
 * @param subclasses of CUSTOM events, for example {@code conference::maintenance}
 * @param filters let pass only events that fit at least one; none lets all pass
 */
public record EslSubscription(Format format, List<String> events, List<String> subclasses, List<Filter> filters) {
    public enum Format {
        PLAIN,
        JSON
    }

    /** @param value what the header has to be; {@code /…/} is a pattern */
    public record Filter(String header, String value) {
        public Filter {
            EslText.headerName(header);
            EslText.line("the filter for " + header, value);
        }
    }

    public EslSubscription {
        events = words(events);
        subclasses = words(subclasses);
        filters = List.copyOf(filters);
    }

    /** None: the connection is for commands only. */
    public static EslSubscription none() {
        return new EslSubscription(Format.PLAIN, List.of(), List.of(), List.of());
    }

    public static EslSubscription to(List<String> events, List<String> subclasses) {
        return new EslSubscription(Format.PLAIN, events, subclasses, List.of());
    }

    List<String> commands() {
        List<String> commands = new ArrayList<>();
        filters.forEach(filter -> commands.add("filter " + filter.header() + " " + filter.value()));
        if (events.isEmpty() && subclasses.isEmpty()) {
            return commands;
        }
        List<String> words = new ArrayList<>(events);
        if (!subclasses.isEmpty()) {
            words.add("CUSTOM"); // last: everything after it is a subclass
            words.addAll(subclasses);
        }
        commands.add("event " + (format == Format.JSON ? "json " : "plain ") + String.join(" ", words));
        return commands;
    }

    private static List<String> words(List<String> names) {
        for (String name : names) {
            EslText.line("the event's name", name);
            if (name.isEmpty() || name.indexOf(' ') >= 0) {
                throw new IllegalArgumentException("\"" + name + "\" is not one name of an event");
            }
        }
        return List.copyOf(names);
    }
}
