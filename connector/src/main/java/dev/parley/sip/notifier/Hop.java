package dev.parley.sip.notifier;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.notifier.Destinations.Place;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Sip;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.RouteHeader;

/** Where the requests of a dialog go first: the nearest proxy on the way, else the other side itself (RFC 3261 §12.2.1.1). */
public record Hop(Place place, String transport) {
    public static Hop of(Dialog dialog, Sip sip) {
        URI uri = sip.uri(dialog.target());
        if (!dialog.routes().isEmpty()
                && sip.header("Route", dialog.routes().getFirst()) instanceof RouteHeader route) {
            uri = route.getAddress().getURI();
        }
        return of(uri);
    }

    static Hop of(URI uri) {
        String transport = Outbox.transport(uri);
        return new Hop(uri instanceof SipURI own ? place(own, transport) : new Place("", 0), transport);
    }

    /** RFC 3261 §19.1.1: maddr takes the place of the host. */
    private static Place place(SipURI uri, String transport) {
        String host = uri.getMAddrParam() == null ? uri.getHost() : uri.getMAddrParam();
        int usual = transport.equals("tls") ? 5061 : 5060;
        return new Place(host, uri.getPort() > 0 ? uri.getPort() : usual);
    }
}
