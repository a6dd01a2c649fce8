package dev.parley.sip.stack;

import dev.parley.room.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;

/**
 * A request that has passed the checks.
 *
 * @param room the room that the Request-URI names, if it names one of ours
 */
public record Incoming(Request request, Source source, Optional<RoomId> room, Answerer answerer) {
    /** The final response, once: what comes after it is not sent. */
    public void answer(int code, Header... more) {
        answerer.answer(code, List.of(more));
    }

    /** Of a CANCEL: whether there is or was a moment ago what it wants to take back; then it is answered 200 (RFC 3261 §9.2). */
    public boolean meansAnother() {
        return answerer.meansAnother();
    }

    /** The tag in To of all answers: the one that the request names, or a new one (RFC 3261 §8.2.6.2). */
    public String localTag() {
        return answerer.localTag();
    }

    public boolean isInDialog() {
        return ((ToHeader) request.getHeader(ToHeader.NAME)).getTag() != null;
    }

    public FromHeader from() {
        return (FromHeader) request.getHeader(FromHeader.NAME);
    }

    public byte[] body() {
        byte[] raw = request.getRawContent();
        return raw == null ? new byte[0] : raw;
    }

    /** Type and subtype in lower case; empty if there is none. */
    public String contentType() {
        return request.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type
                ? (type.getContentType() + "/" + type.getContentSubType()).toLowerCase(Locale.ROOT)
                : "";
    }

    /** A header as it is written, without its name; the first of several. */
    public Optional<String> header(String name) {
        Header header = request.getHeader(name);
        if (header == null) {
            return Optional.empty();
        }
        return Optional.of(value(header));
    }

    /** All headers of this name, each as it is written, without its name. */
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (ListIterator<?> headers = request.getHeaders(name); headers.hasNext(); ) {
            values.add(value((Header) headers.next()));
        }
        return values;
    }

    private static String value(Header header) {
        String line = header.toString().strip();
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
