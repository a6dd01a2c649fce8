package dev.parley.pbx.asterisk;

import java.util.Map;
import java.util.Optional;

/**
 * A channel as AMI names it in an event or a list.
 *
 * @param name for example {@code PJSIP/alice-0000000b}; the part between is the endpoint, chosen by the administrator
 * @param uniqueId never used again while Asterisk runs
 * @param variables those that manager.conf lists as channelvars
 */
record Channel(String name, String uniqueId, String callerName, String callerNumber, Map<String, String> variables) {
    private static final String PJSIP = "PJSIP/";

    /** Asterisk's own helpers in a bridge: they are nobody. */
    boolean isHidden() {
        return name.startsWith("CBAnn/") || name.startsWith("CBRec/");
    }

    Optional<String> endpoint() {
        int end = name.lastIndexOf('-');
        return name.startsWith(PJSIP) && end > PJSIP.length()
                ? Optional.of(name.substring(PJSIP.length(), end))
                : Optional.empty();
    }

    String variable(String variable) {
        return variables.getOrDefault(variable, "");
    }

    Channel withoutVariables() {
        return new Channel(name, uniqueId, callerName, callerNumber, Map.of());
    }
}
