package dev.parley.sip.auth;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list {@code name=value, name="value"} of RFC 3261 §25.1. */
final class Parameters {
    private static final String TOKEN = "[A-Za-z0-9\\-.!%*_+`'~]++";
    private static final String QUOTED = "\"((?:[^\"\\\\\\x00-\\x1f\\x7f]|\\\\[\\x20-\\x7e])*+)\"";
    private static final Pattern PARAMETER = Pattern.compile(
            "\\s*+(" + TOKEN + ")\\s*+=\\s*+(?:" + QUOTED + "|(" + TOKEN + "))\\s*+(,|$)", Pattern.DOTALL);
    private static final int MOST = 20;

    private Parameters() {}

    /** By lower-case name, values without their quotes; empty where it is no such list or a name stands there twice. */
    static Optional<Map<String, String>> parse(String list) {
        Map<String, String> values = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(list);
        boolean more = true;
        while (more && values.size() < MOST && matcher.lookingAt()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            if (values.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value) != null) {
                return Optional.empty();
            }
            more = !matcher.group(4).isEmpty();
            matcher.region(matcher.end(), list.length());
        }
        return more ? Optional.empty() : Optional.of(values);
    }
}
