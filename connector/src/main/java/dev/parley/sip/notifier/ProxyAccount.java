package dev.parley.sip.notifier;

import dev.parley.sip.auth.Challenge;
import dev.parley.sip.auth.Login;
import dev.parley.sip.notifier.Destinations.Place;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sip;
import java.util.Optional;
import javax.sip.header.Header;
import javax.sip.message.Request;

/**
 * Parley's own account at the proxy that its requests go through. Nobody else is given a digest of its password: any phone
 * could ask for one.
 */
record ProxyAccount(Place proxy, Login login) {
    static ProxyAccount at(String proxy, Login login, Sip sip) {
        return new ProxyAccount(Hop.of(sip.uri(proxy)).place(), login);
    }

    boolean isAt(Hop hop) {
        return hop.place().equals(proxy);
    }

    /** The header that answers to a 401 or 407 (RFC 3261 §22.2, §22.3), if that is what it is. */
    Optional<Header> answer(Reply.Final refused, Request asked, Sip sip) {
        return login.answer(
                        Challenge.of(refused.response()),
                        asked.getMethod(),
                        asked.getRequestURI().toString(),
                        sip.newId())
                .map(credentials -> sip.header(credentials.name(), credentials.value()));
    }
}
