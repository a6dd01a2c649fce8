package dev.parley.sip.message;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Content-Type (RFC 3261 §20.15, RFC 2045 §5.1).
 *
 * @param name type and subtype in lower case, for example {@code text/plain}
 * @param parameters by lower-case name, values without their quotes
 */
public record MediaType(String name, Map<String, String> parameters) {
    private static final String TOKEN = "[A-Za-z0-9!#$&'*+.^_`{|}~%-]++";
    private static final Pattern NAME = Pattern.compile("\\s*+(" + TOKEN + ")\\s*+/\\s*+(" + TOKEN + ")\\s*+");
    private static final Pattern PARAMETER = Pattern.compile(
            ";\\s*+(" + TOKEN + ")\\s*+=\\s*+(?:\"((?:[^\"\\\\\\p{Cc}]|\\\\[\\x20-\\x7e])*+)\"|(" + TOKEN + "))\\s*+");
    private static final int MOST_PARAMETERS = 20;

    public MediaType {
        parameters = Map.copyOf(parameters);
    }

    static MediaType parse(String header) throws NotTaken {
        Matcher name = NAME.matcher(header);
        if (!name.lookingAt()) {
            throw NotTaken.malformed("no type/subtype");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(header).region(name.end(), header.length());
        int end = name.end();
        while (parameter.lookingAt() && parameters.size() < MOST_PARAMETERS) {
            String value = parameter.group(2) == null
                    ? parameter.group(3)
                    : parameter.group(2).replaceAll("\\\\(.)", "$1");
            parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
            end = parameter.end();
            parameter.region(end, header.length());
        }
        if (end != header.length()) {
            throw NotTaken.malformed("something else than parameters behind the type");
        }
        return new MediaType((name.group(1) + "/" + name.group(2)).toLowerCase(Locale.ROOT), parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
