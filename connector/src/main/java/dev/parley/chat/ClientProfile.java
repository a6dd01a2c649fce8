package dev.parley.chat;

import java.util.regex.Pattern;

/**
 * What is known of a kind of phone.
 *
 * @param name for traces and the console
 * @param userAgent found anywhere in the phone's User-Agent; the first profile that matches counts
 * @param prefer the route that shows a text where its reader expects it
 * @param inDialog whether a MESSAGE inside the call is safe at all for this phone; even then its Allow must list MESSAGE
 * @param nameInText whether the sender's name has to stand in the text, because the phone does not show the name in From
 */
public record ClientProfile(String name, Pattern userAgent, Route prefer, boolean inDialog, boolean nameInText) {
    public boolean matches(String agent) {
        return userAgent.matcher(agent).find();
    }
}
