package dev.parley.sip.stack;

import java.text.ParseException;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.SipProvider;
import javax.sip.header.ViaHeader;

/** One address that is listened on, and the part of the stack behind it. */
record Endpoint(ListeningAddress address, ListeningPoint point, SipProvider provider) {
    boolean speaks(String transport) {
        return address.transport().equals(transport);
    }

    /** A Via that asks for the answer on the way back (RFC 3581 §3); the stack adds the branch. */
    ViaHeader via(Sip sip) {
        try {
            ViaHeader via = sip.headers().createViaHeader(address.host(), address.port(), address.transport(), null);
            via.setRPort();
            return via;
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalStateException("no Via of " + address, e);
        }
    }
}
