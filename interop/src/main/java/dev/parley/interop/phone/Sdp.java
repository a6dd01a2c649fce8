package dev.parley.interop.phone;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Offers and answers of a phone that never sends a packet of audio. */
enum Sdp {
    SENDRECV,
    SENDONLY,
    INACTIVE;

    static final String TYPE = "application/sdp";

    byte[] body(int version) {
        return """
                v=0
                o=phone 1 %d IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio 9 RTP/AVP 0
                a=rtpmap:0 PCMU/8000
                a=%s
                """.formatted(version, name().toLowerCase(Locale.ROOT))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
