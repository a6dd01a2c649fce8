package dev.parley.pbx.freeswitch;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.w3c.dom.Element;

/** Whether texts to rooms are taken over, and whether texts to {@code api+…} still run commands (1.11 before August 2026). */
final class ChatplanCheck {
    private static final String INCLUDE = """
            In chatplan/ of FreeSWITCH's configuration:
              cp dialplan/freeswitch/chatplan/00_parley.xml /etc/freeswitch/chatplan/
              fs_cli -x reloadxml""";

    private final FreeSwitchConfig config;
    private final List<Element> extensions;

    ChatplanCheck(FreeSwitchConfig config, LiveXml live) {
        this.config = config;
        this.extensions = live.chatplan();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (extensions.stream().noneMatch(ChatplanCheck::takesRoomsOver)) {
            findings.add(new Finding(
                    Severity.PROBLEM,
                    config.name()
                            + ": no extension of the chatplan takes over texts to rooms, so that FreeSWITCH looks for a"
                            + " phone of that name and nobody tells senders when Parley is not here.",
                    INCLUDE));
        }
        if (!isGuarded("api+version") || !isGuarded("event+x") || !isGuarded("global+x")) {
            findings.add(new Finding(
                    Severity.PROBLEM,
                    config.name()
                            + ": a phone that writes to api+COMMAND runs that command in FreeSWITCH, unless its version is"
                            + " newer than August 2026.",
                    INCLUDE));
        }
        return findings;
    }

    private static boolean takesRoomsOver(Element extension) {
        return LiveXml.has(extension, "final")
                && LiveXml.all(extension, "condition")
                        .anyMatch(condition -> condition.getAttribute("field").contains("parley_here"));
    }

    private boolean isGuarded(String user) {
        return extensions.stream()
                .filter(extension -> LiveXml.has(extension, "final"))
                .flatMap(extension -> LiveXml.all(extension, "condition"))
                .filter(condition -> condition.getAttribute("field").equals("to_user"))
                .anyMatch(condition -> matches(condition.getAttribute("expression"), user));
    }

    private static boolean matches(String expression, String user) {
        try {
            return Pattern.compile(expression).matcher(user).find();
        } catch (PatternSyntaxException e) {
            return false; // PCRE knows more than Java
        }
    }
}
