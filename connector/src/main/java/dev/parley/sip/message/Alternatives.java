package dev.parley.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parts of a multipart/alternative (RFC 2046 §5.1.4): the same words in several spellings. */
final class Alternatives {
    private static final int MOST = 10;
    private static final Pattern BOUNDARY = Pattern.compile("[A-Za-z0-9'()+_,./:=? -]{0,69}[A-Za-z0-9'()+_,./:=?-]");

    private Alternatives() {}

    static List<Entity> parse(Entity multipart) throws NotTaken {
        String boundary = multipart
                .type()
                .parameter("boundary")
                .filter(name -> BOUNDARY.matcher(name).matches())
                .orElseThrow(() -> NotTaken.malformed("a multipart without a boundary"));
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Bytes.joined(Bytes.CRLF, multipart.bytes());
        List<Entity> parts = new ArrayList<>();
        int at = Bytes.indexOf(bytes, delimiter, 0);
        while (at >= 0 && !isLast(bytes, at + delimiter.length)) {
            int begin = lineEnd(bytes, at + delimiter.length);
            int end = Bytes.indexOf(bytes, delimiter, begin - Bytes.CRLF.length);
            if (end < 0 || parts.size() == MOST) {
                throw NotTaken.malformed("a multipart without an end, or with more than " + MOST + " parts");
            }
            parts.add(MimePart.parse(Arrays.copyOfRange(bytes, begin, Math.max(begin, end)), "text/plain"));
            at = end;
        }
        return parts;
    }

    static Optional<Entity> ofType(List<Entity> parts, String type) {
        return parts.stream().filter(part -> part.type().name().equals(type)).findFirst();
    }

    private static boolean isLast(byte[] bytes, int at) {
        return Bytes.startsWith(bytes, at, new byte[] {'-', '-'});
    }

    /** Behind the line that the delimiter stands on; nothing but blanks may follow it there. */
    private static int lineEnd(byte[] bytes, int from) throws NotTaken {
        int at = from;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        if (!Bytes.startsWith(bytes, at, Bytes.CRLF)) {
            throw NotTaken.malformed("something behind the boundary of a multipart");
        }
        return at + Bytes.CRLF.length;
    }
}
