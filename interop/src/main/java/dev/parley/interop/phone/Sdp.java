package dev.parley.interop.phone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Offers and answers of a phone with one stream of audio. */
enum Sdp {
    SENDRECV,
    SENDONLY,
    INACTIVE;

    static final String TYPE = "application/sdp";

    private static final Pattern ADDRESS = Pattern.compile("(?m)^c=IN IP4 (127[.][0-9.]+)");
    private static final Pattern PORT = Pattern.compile("(?m)^m=audio ([1-9][0-9]{0,4}) ");

    /** @param port of the audio; 9 where there is none to be sent (RFC 863) */
    byte[] body(int version, int port) {
        return """
                v=0
                o=phone 1 %d IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %d RTP/AVP 0
                a=rtpmap:0 PCMU/8000
                a=%s
                """.formatted(version, port, name().toLowerCase(Locale.ROOT))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the other side wants its audio. */
    static Optional<InetSocketAddress> audio(String sdp) {
        Matcher address = ADDRESS.matcher(sdp);
        Matcher port = PORT.matcher(sdp);
        if (!address.find() || !port.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new InetSocketAddress(InetAddress.getByName(address.group(1)), Integer.parseInt(port.group(1))));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + address.group(1), e);
        }
    }
}
