package dev.parley.sip;

import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import java.util.Optional;
import javax.sip.header.EventHeader;

/** Leads each SUBSCRIBE to who serves its event package. */
final class EventPackages {
    private final RequestHandler conference;
    private final Optional<RequestHandler> refer;

    /** @param conference refuses all packages but its own */
    EventPackages(RequestHandler conference, Optional<RequestHandler> refer) {
        this.conference = conference;
        this.refer = refer;
    }

    /** The names of packages are compared byte for byte (RFC 6665 §8.2.1). */
    void came(Incoming subscribe) {
        refer.filter(served -> isOfRefers(subscribe)).orElse(conference).handle(subscribe);
    }

    static boolean isOfRefers(Incoming subscribe) {
        return subscribe.request().getHeader(EventHeader.NAME) instanceof EventHeader event
                && "refer".equals(event.getEventType());
    }
}
