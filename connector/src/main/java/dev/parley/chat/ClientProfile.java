package dev.parley.chat;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of a kind of phone.
 *
 * @param name for traces and the console
 * @param userAgent found anywhere in the phone's User-Agent; the first profile that matches counts
 * @param prefer the route that shows a text where its reader expects it
 * @param inDialog whether a MESSAGE inside the call is safe at all for this phone; even then its Allow must list MESSAGE
 * @param nameInText whether the sender's name has to stand in the text, because the phone does not show the name in From
 * @param shows what it shows beyond plain text
 */
public record ClientProfile(
        String name, Pattern userAgent, Route prefer, boolean inDialog, boolean nameInText, Set<Ability> shows) {
    /** What a phone may show beyond plain text. */
    public enum Ability {
        /** text/html. */
        HTML,
        /** message/cpim (RFC 3862), in which the sender stands beside the text. */
        CPIM,
        /** application/im-iscomposing+xml (RFC 3994): somebody is typing. */
        COMPOSING
    }

    public ClientProfile {
        shows = Set.copyOf(shows);
    }

    /** A phone that shows plain text. */
    public ClientProfile(String name, Pattern userAgent, Route prefer, boolean inDialog, boolean nameInText) {
        this(name, userAgent, prefer, inDialog, nameInText, Set.of());
    }

    public boolean matches(String agent) {
        return userAgent.matcher(agent).find();
    }

    public boolean shows(Ability ability) {
        return shows.contains(ability);
    }
}
