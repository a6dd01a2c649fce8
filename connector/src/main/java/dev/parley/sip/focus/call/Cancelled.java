package dev.parley.sip.focus.call;

import dev.parley.sip.stack.Incoming;
import javax.sip.header.ViaHeader;

/** Which request a CANCEL means: the one with its branch and number (RFC 3261 §9.2). */
final class Cancelled {
    private Cancelled() {}

    static boolean is(Incoming request, Incoming cancel) {
        return Handshake.number(request) == Handshake.number(cancel)
                && branch(request).equals(branch(cancel));
    }

    private static String branch(Incoming request) {
        String branch = ((ViaHeader) request.request().getHeader(ViaHeader.NAME)).getBranch();
        return branch == null ? "" : branch;
    }
}
