package dev.parley.sip.stack;

import dev.parley.room.RoomId;
import java.util.List;
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
        String line = header.toString().strip();
        return Optional.of(line.substring(line.indexOf(':') + 1).strip());
    }
}
