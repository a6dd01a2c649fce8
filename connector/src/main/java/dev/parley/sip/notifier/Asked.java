package dev.parley.sip.notifier;

import dev.parley.conference.Document;
import dev.parley.sip.stack.Incoming;
import java.time.Duration;
import java.util.ListIterator;
import java.util.Optional;
import javax.sip.header.AcceptHeader;
import javax.sip.header.EventHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.message.Request;

/** What the headers of a SUBSCRIBE ask for. */
final class Asked {
    static final String PACKAGE = "conference";

    private Asked() {}

    /** The names of packages are compared byte for byte (RFC 6665 §8.2.1). */
    static boolean isForConferences(Incoming subscribe) {
        return subscribe.request().getHeader(EventHeader.NAME) instanceof EventHeader event
                && PACKAGE.equals(event.getEventType());
    }

    /** What tells two subscriptions of one dialog apart; empty if it does not say. */
    static String eventId(Incoming subscribe) {
        return subscribe.request().getHeader(EventHeader.NAME) instanceof EventHeader event
                        && event.getEventId() != null
                ? event.getEventId()
                : "";
    }

    static Optional<Duration> expires(Incoming subscribe) {
        return subscribe.request().getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires
                ? Optional.of(Duration.ofSeconds(expires.getExpires()))
                : Optional.empty();
    }

    /** Linphone 5.1 says nothing, which is as good as naming the type of the package (RFC 6665 §3.1.3). */
    static boolean acceptsDocuments(Incoming subscribe) {
        Request request = subscribe.request();
        ListIterator<?> headers = request.getHeaders(AcceptHeader.NAME);
        boolean silent = !headers.hasNext();
        while (headers.hasNext()) {
            if (headers.next() instanceof AcceptHeader accept && isMatch(accept)) {
                return true;
            }
        }
        return silent;
    }

    private static boolean isMatch(AcceptHeader accept) {
        if (accept.getContentType() == null || accept.getQValue() == 0) {
            return false;
        }
        String type = accept.getContentType() + "/" + accept.getContentSubType();
        return type.equals("*/*") || type.equals("application/*") || type.equalsIgnoreCase(Document.CONTENT_TYPE);
    }
}
