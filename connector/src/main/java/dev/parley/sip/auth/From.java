package dev.parley.sip.auth;

import dev.parley.sip.stack.Incoming;
import javax.sip.address.SipURI;

/** Who a request says it is from: a claim (RFC 3261 §8.1.1.3). */
public final class From {
    private From() {}

    /** User part of the URI; empty where there is none, or where it is no SIP address. */
    public static String user(Incoming request) {
        return request.from().getAddress().getURI() instanceof SipURI uri && uri.getUser() != null ? uri.getUser() : "";
    }
}
