package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.Source;
import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;

/**
 * How a phone is written to inside of its call. One that comes straight to Parley from behind a NAT, or over a connection,
 * gives a Contact that nobody reaches: what reaches it is the address that its INVITE came from.
 *
 * @param host where its INVITE came from, or over a connection what came last
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param proxied whether a proxy on the way wants to see all of the call
 */
record Flow(String host, int port, String transport, boolean proxied) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*]?");

    static Flow of(Incoming invite) {
        return new Flow(
                invite.source().host(),
                invite.source().port(),
                invite.source().transport(),
                Dialogs.isProxied(invite.request()));
    }

    /** After its connection broke it is reached over the one that it uses now, which has to be one of the same kind. */
    Optional<Flow> movedTo(Source source) {
        boolean same = source.host().equals(host) && source.port() == port;
        return proxied || !isConnection() || same || !source.transport().equals(transport)
                ? Optional.empty()
                : Optional.of(new Flow(source.host(), source.port(), transport, false));
    }

    private boolean isConnection() {
        return !transport.equals("udp");
    }

    String target(String contact, Sip sip) {
        if (proxied || !(sip.uri(contact) instanceof SipURI uri)) {
            return contact;
        }
        boolean elsewhere = ADDRESS.matcher(uri.getHost()).matches()
                && !uri.getHost().replace("[", "").replace("]", "").equals(host);
        return isConnection() || elsewhere ? there(uri) : contact;
    }

    private String there(SipURI contact) {
        SipURI there = (SipURI) contact.clone();
        try {
            there.setHost(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
            there.setPort(port);
            if (isConnection() && !there.isSecure()) {
                there.setTransportParam(transport);
            }
            return there.toString();
        } catch (ParseException e) {
            throw new IllegalArgumentException("the address of a packet cannot be written: " + host, e);
        }
    }
}
