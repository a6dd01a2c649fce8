package dev.parley.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A part with its own headers (RFC 2045), as it stands in CPIM objects and multiparts: not more of MIME than those need. */
final class MimePart {
    private static final int LONGEST_HEADERS = 4096;
    private static final Pattern FOLD = Pattern.compile("\r\n[ \t]+");
    private static final Pattern IDENTITY = Pattern.compile("7bit|8bit|binary", Pattern.CASE_INSENSITIVE);

    private MimePart() {}

    /** @param otherwise the type of a part that does not say it */
    static Entity parse(byte[] bytes, String otherwise) throws NotTaken {
        int end = headersEnd(bytes);
        Map<String, String> headers = headers(new String(bytes, 0, end, StandardCharsets.UTF_8));
        // RFC 2045 §6: it would have to be undone; nobody was seen to use one in SIP, which is 8 bits wide.
        if (!IDENTITY.matcher(headers.getOrDefault("content-transfer-encoding", "binary"))
                .matches()) {
            throw NotTaken.unsupported("a transfer encoding");
        }
        MediaType type = MediaType.parse(headers.getOrDefault("content-type", otherwise));
        int from = Math.min(bytes.length, end == 0 ? 2 : end + 4);
        return new Entity(type, Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** A part may begin with its blank line at once, which says that it has no headers. */
    private static int headersEnd(byte[] bytes) throws NotTaken {
        if (Bytes.startsWith(bytes, 0, Bytes.CRLF)) {
            return 0;
        }
        int end = Bytes.indexOf(bytes, Bytes.BLANK_LINE, 0);
        if (end < 0 || end > LONGEST_HEADERS) {
            throw NotTaken.malformed("a part without a blank line behind its headers");
        }
        return end;
    }

    private static Map<String, String> headers(String block) throws NotTaken {
        Map<String, String> headers = new HashMap<>();
        for (String line : FOLD.matcher(block).replaceAll(" ").split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (block.isEmpty()) {
                break;
            }
            if (colon < 1) {
                throw NotTaken.malformed("a header without a colon in a part");
            }
            headers.putIfAbsent(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }
}
