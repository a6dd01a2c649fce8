package dev.parley.sip.message;

import dev.parley.conference.Xml;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a message at one of its recipients (RFC 5438 §7.2.1.2, §11.1).
 *
 * @param messageId of the message that it is about
 */
public record Receipt(String messageId, Kind kind, Status status) {
    static final String TYPE = "message/imdn+xml";
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:imdn";

    /** The element that the status stands in. */
    public enum Kind {
        DELIVERY("delivery-notification"),
        PROCESSING("processing-notification"),
        DISPLAY("display-notification");

        private final String element;

        Kind(String element) {
            this.element = element;
        }
    }

    /** As the elements are called, in lower case. */
    public enum Status {
        DELIVERED,
        FAILED,
        DISPLAYED,
        PROCESSED,
        STORED,
        FORBIDDEN,
        ERROR;

        private String element() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Receipt read(byte[] xml) throws NotTaken {
        XmlElements imdn = XmlElements.read(xml, "imdn", NAMESPACE);
        String id = imdn.text("imdn/message-id")
                .filter(text -> text.matches("[!-~]{1,128}"))
                .orElseThrow(() -> NotTaken.malformed("a receipt without the id of a message"));
        return Arrays.stream(Kind.values())
                .flatMap(kind -> status(imdn, kind).map(status -> new Receipt(id, kind, status)).stream())
                .findFirst()
                .orElseThrow(() -> NotTaken.malformed("a receipt without a status"));
    }

    private static Optional<Status> status(XmlElements imdn, Kind kind) {
        return Arrays.stream(Status.values())
                .filter(status -> imdn.has("imdn/" + kind.element + "/status/" + status.element()))
                .findFirst();
    }

    /** @param recipient URI of whoever it is from */
    byte[] written(String recipient, Instant at) {
        return new Xml()
                .open("imdn", "xmlns", NAMESPACE)
                .text("message-id", messageId)
                .text("datetime", at.truncatedTo(ChronoUnit.SECONDS).toString())
                .text("recipient-uri", recipient)
                .open(kind.element)
                .open("status")
                .empty(status.element())
                .close("status")
                .close(kind.element)
                .close("imdn")
                .bytes();
    }
}
