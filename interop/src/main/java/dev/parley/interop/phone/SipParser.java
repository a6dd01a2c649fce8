package dev.parley.interop.phone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Reads SIP messages from datagrams and from streams. */
final class SipParser {
    private static final Map<String, String> SHORT_NAMES = Map.of(
            "v",
            "Via",
            "f",
            "From",
            "t",
            "To",
            "i",
            "Call-ID",
            "m",
            "Contact",
            "l",
            "Content-Length",
            "c",
            "Content-Type",
            "e",
            "Content-Encoding");

    private SipParser() {}

    /** Empty for a keep-alive. */
    static Optional<SipMessage> datagram(byte[] bytes) {
        int end = endOfHead(bytes);
        return end < 0
                ? Optional.empty()
                : Optional.of(parse(bytes, end, Arrays.copyOfRange(bytes, end, bytes.length)));
    }

    /** The next message of the stream, empty at its end. */
    static Optional<SipMessage> next(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int octet = in.read();
            if (octet < 0) {
                return Optional.empty();
            }
            if (head.size() == 0 && (octet == '\r' || octet == '\n')) {
                continue;
            }
            head.write(octet);
            char expected = matched % 2 == 0 ? '\r' : '\n';
            matched = octet == expected ? matched + 1 : octet == '\r' ? 1 : 0;
        }
        byte[] bytes = head.toByteArray();
        SipMessage headOnly = parse(bytes, bytes.length, new byte[0]);
        int length = headOnly.header("Content-Length").map(Integer::parseInt).orElse(0);
        return Optional.of(parse(bytes, bytes.length, in.readNBytes(length)));
    }

    private static SipMessage parse(byte[] bytes, int end, byte[] body) {
        String head = new String(bytes, 0, end, StandardCharsets.UTF_8).replaceAll("\r\n[ \t]+", " ");
        String[] lines = head.split("\r\n", -1);
        var headers = new ArrayList<SipMessage.Header>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                String name = lines[i].substring(0, colon).strip();
                headers.add(new SipMessage.Header(
                        SHORT_NAMES.getOrDefault(name, name),
                        lines[i].substring(colon + 1).strip()));
            }
        }
        return new SipMessage(lines[0], headers, body);
    }

    private static int endOfHead(byte[] bytes) {
        for (int i = 3; i < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }
}
