package dev.parley.sip.focus.call;

import dev.parley.sip.stack.Sip;
import java.util.Optional;
import javax.sip.header.Header;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.message.Request;

/** How far a request may still go on the other side (RFC 7332 §5). */
final class Hops {
    private Hops() {}

    /** One less than it came with; empty where it came with none, so that it may go as far as any of ours. */
    static Optional<Header> less(Request from, Sip sip) {
        return from.getHeader(MaxForwardsHeader.NAME) instanceof MaxForwardsHeader hops
                ? Optional.of(
                        sip.header(MaxForwardsHeader.NAME, String.valueOf(Math.max(0, hops.getMaxForwards() - 1))))
                : Optional.empty();
    }
}
