package dev.parley.config;

import java.time.Duration;
import java.util.Optional;

/**
 * To whom rooms are published.
 *
 * @param to the SIP URI of the presence server
 * @param expires how long it is asked to keep a room that is not published anew
 * @param account Parley's account there, if it asks for one
 */
public record PublishConfig(String to, Duration expires, Optional<Account> account) {
    /** By which the server is spoken to: {@code udp}, {@code tcp} or {@code tls}. */
    public String transport() {
        int named = to.indexOf(";transport=");
        return named < 0 ? "udp" : to.substring(named + ";transport=".length());
    }

    public record Account(String user, Secret secret) {}
}
