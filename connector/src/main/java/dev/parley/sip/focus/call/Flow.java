package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.text.ParseException;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;

/**
 * How a phone is written to inside of its call. One that comes straight to Parley from behind a NAT, or over a connection,
 * gives a Contact that nobody reaches: what reaches it is the address that its INVITE came from.
 *
 * @param host where its INVITE came from
 * @param connection whether it came over TCP or TLS
 * @param proxied whether a proxy on the way wants to see all of the call
 */
record Flow(String host, int port, boolean connection, boolean proxied) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*]?");

    static Flow of(Incoming invite) {
        return new Flow(
                invite.source().host(),
                invite.source().port(),
                !invite.source().transport().equals("udp"),
                Dialogs.isProxied(invite.request()));
    }

    String target(String contact, Sip sip) {
        if (proxied || !(sip.uri(contact) instanceof SipURI uri)) {
            return contact;
        }
        boolean elsewhere = ADDRESS.matcher(uri.getHost()).matches()
                && !uri.getHost().replace("[", "").replace("]", "").equals(host);
        return connection || elsewhere ? there(uri) : contact;
    }

    private String there(SipURI contact) {
        SipURI there = (SipURI) contact.clone();
        try {
            there.setHost(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
            there.setPort(port);
            return there.toString();
        } catch (ParseException e) {
            throw new IllegalArgumentException("the address of a packet cannot be written: " + host, e);
        }
    }
}
