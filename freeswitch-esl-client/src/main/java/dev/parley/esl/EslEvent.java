package dev.parley.esl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One event. Header values are decoded; the body is what the event carried, byte for byte.
 *
 * <p>In plain events FreeSWITCH 1.11 percent-encodes a value unless it already looks encoded, so that {@code a%20b} and
 * {@code a b} look the same here. JSON events tell them apart.
 */
public final class EslEvent {
    private final EslHeaders headers;
    private final byte[] body;

    EslEvent(EslHeaders headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    /** {@code Event-Name}, for example {@code CUSTOM}; empty if there is none. */
    public String name() {
        return header("Event-Name").orElse("");
    }

    /** {@code Event-Subclass} of a CUSTOM event, else empty. */
    public String subclass() {
        return header("Event-Subclass").orElse("");
    }

    /** The first header of this name. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    public EslHeaders headers() {
        return headers;
    }

    /** A copy of the body; no bytes where the event has none. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8; what is not UTF-8 becomes U+FFFD. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    int size() {
        int size = body.length;
        for (EslHeaders.Header header : headers.all()) {
            size += header.name().length() + header.value().length();
        }
        return size;
    }

    /** Name and sizes only: bodies do not belong into logs. */
    @Override
    public String toString() {
        return name() + " " + subclass() + " (" + headers.all().size() + " headers, body of " + body.length + " bytes)";
    }
}
