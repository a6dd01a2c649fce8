package dev.parley.sip.focus.control;

import dev.parley.room.Room;
import dev.parley.sip.stack.Incoming;
import javax.sip.header.CSeqHeader;

/**
 * A REFER whose sender is known.
 *
 * @param room that it is for, as it is now
 * @param dialog that it came in or begins; where that is the sender's call, it may be the work of a Transfer key
 * @param contact of the room, for the answer
 */
record Asked(Incoming refer, Referrer by, Room room, ReferDialogs.Known dialog, String contact) {
    long cseq() {
        return cseq(refer);
    }

    static long cseq(Incoming request) {
        return ((CSeqHeader) request.request().getHeader(CSeqHeader.NAME)).getSeqNumber();
    }

    /** Whether its sender wants to hear nothing more (RFC 4488 §4). */
    boolean isQuiet() {
        return refer.header("Refer-Sub").filter("false"::equalsIgnoreCase).isPresent()
                || refer.headers("Require").contains("norefersub");
    }
}
