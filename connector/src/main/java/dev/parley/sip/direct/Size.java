package dev.parley.sip.direct;

import java.nio.charset.StandardCharsets;

/** How large requests may be, and how large they get. */
final class Size {
    /** A larger one does not go over UDP, where nothing notices congestion (RFC 3428 §8, RFC 3261 §18.1.1). */
    static final int MOST_OVER_UDP = 1_300;

    /** Over a stream: what others take too, with room below the 65,535 bytes of a message that jain-sip reads. */
    static final int MOST_OVER_STREAM = 60_000;

    /** Everything that is the same in each: the names of headers, tag, Call-ID, branch, a Via with an IPv6 address. */
    private static final int FRAME = 400;

    private static final int CREDENTIALS = 500;

    private Size() {}

    static int most(Destination destination) {
        return destination.isUdp() ? MOST_OVER_UDP : MOST_OVER_STREAM;
    }

    /**
     * What a request has besides its body, at most.
     *
     * @param login whether it may have to carry credentials
     */
    static int head(Destination destination, Envelope envelope, String type, boolean login) {
        return FRAME
                + bytes(destination.target())
                + bytes(destination.route().orElse(""))
                + quoted(envelope.fromName())
                + bytes(destination.room().orElse(envelope.from()))
                + bytes(envelope.to())
                + bytes(envelope.mark())
                + bytes(type)
                + (login ? CREDENTIALS + bytes(destination.target()) : 0);
    }

    private static int quoted(String name) {
        return bytes(name)
                + (int) name.chars().filter(c -> c == '"' || c == '\\').count();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
