package dev.parley.sip.stack;

import java.util.Optional;
import javax.sip.header.ContactHeader;
import javax.sip.header.EventHeader;
import javax.sip.header.SubscriptionStateHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;

/** Headers that some methods must have. jain-sip 1.3.0-91 begins no transaction for a request that lacks one of them. */
final class Mandatory {
    private Mandatory() {}

    /** The name of one that is not there. */
    static Optional<String> missing(Request request) {
        return switch (request.getMethod()) {
            // Inside of a dialog the one before holds on (RFC 3261 §8.1.1.8, §12.2.2).
            case Request.INVITE, Request.SUBSCRIBE, Request.REFER ->
                isInDialog(request) ? Optional.empty() : missing(request, ContactHeader.NAME);
            case Request.NOTIFY ->
                missing(request, SubscriptionStateHeader.NAME).or(() -> missing(request, EventHeader.NAME));
            case Request.PUBLISH -> missing(request, EventHeader.NAME);
            default -> Optional.empty();
        };
    }

    private static Optional<String> missing(Request request, String name) {
        return request.getHeader(name) == null ? Optional.of(name) : Optional.empty();
    }

    private static boolean isInDialog(Request request) {
        return ((ToHeader) request.getHeader(ToHeader.NAME)).getTag() != null;
    }
}
