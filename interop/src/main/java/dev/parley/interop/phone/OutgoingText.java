package dev.parley.interop.phone;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A text to send, with everything that a test may want to say differently. */
public final class OutgoingText {
    private record Headers(
            Optional<String> callId, Optional<String> from, Optional<String> to, List<SipMessage.Header> extra) {}

    private final byte[] body;
    private final String contentType;
    private final Headers headers;

    private OutgoingText(byte[] body, String contentType, Headers headers) {
        this.body = body;
        this.contentType = contentType;
        this.headers = headers;
    }

    public static OutgoingText plain(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    /** An empty content type sends no such header. */
    public static OutgoingText of(byte[] body, String contentType) {
        var none = new Headers(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        return new OutgoingText(body.clone(), contentType, none);
    }

    public OutgoingText withCallId(String id) {
        return with(new Headers(Optional.of(id), headers.from, headers.to, headers.extra));
    }

    /** The From header without its tag. Not for texts inside a call. */
    public OutgoingText withFrom(String header) {
        return with(new Headers(headers.callId, Optional.of(header), headers.to, headers.extra));
    }

    /** The To header. Not for texts inside a call. */
    public OutgoingText withTo(String header) {
        return with(new Headers(headers.callId, headers.from, Optional.of(header), headers.extra));
    }

    /** One more header, also when there is one with this name already. */
    public OutgoingText withHeader(String name, String value) {
        var more = Stream.concat(headers.extra.stream(), Stream.of(new SipMessage.Header(name, value)));
        return with(new Headers(headers.callId, headers.from, headers.to, more.toList()));
    }

    byte[] body() {
        return body.clone();
    }

    String contentType() {
        return contentType;
    }

    Optional<String> callId() {
        return headers.callId;
    }

    Optional<String> from() {
        return headers.from;
    }

    Optional<String> to() {
        return headers.to;
    }

    List<SipMessage.Header> extra() {
        return headers.extra;
    }

    private OutgoingText with(Headers other) {
        return new OutgoingText(body, contentType, other);
    }
}
