package dev.parley.pbx.asterisk;

import dev.parley.room.Flag;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asteriskjava.manager.event.AbstractConfbridgeEvent;
import org.asteriskjava.manager.event.ConfbridgeListEvent;
import org.jspecify.annotations.Nullable;

/** Reads asterisk-java's events, whose fields may be missing. */
final class AmiFields {
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private AmiFields() {}

    static String text(@Nullable String field) {
        return Optional.ofNullable(field).orElse("");
    }

    static boolean isYes(@Nullable String field) {
        return "yes".equalsIgnoreCase(field) || "true".equalsIgnoreCase(field);
    }

    static void flag(Set<Flag> flags, Flag flag, @Nullable String field) {
        if (isYes(field)) {
            flags.add(flag);
        }
    }

    static Channel channel(AbstractConfbridgeEvent event) {
        return new Channel(
                text(event.getChannel()),
                text(event.getUniqueId()),
                unescaped(text(event.getCallerIdName())),
                text(event.getCallerIdNum()),
                variables(event.getChannelVariables()));
    }

    static Channel channel(ConfbridgeListEvent event) {
        return new Channel(
                text(event.getChannel()),
                text(event.getUniqueid()),
                unescaped(text(event.getCallerIdName())),
                text(event.getCallerIdNum()),
                variables(event.getChannelVariables()));
    }

    /** Asterisk writes caller names as in C: O\'Brien with a backslash (16.28 and 22.10). Line breaks stay away. */
    private static String unescaped(String name) {
        return ESCAPED.matcher(name)
                .replaceAll(
                        found -> Matcher.quoteReplacement("abfnrtv".contains(found.group(1)) ? " " : found.group(1)));
    }

    private static Map<String, String> variables(@Nullable Map<String, String> variables) {
        return variables == null ? Map.of() : variables;
    }
}
