package dev.parley.sip.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes Content-Encoding (RFC 3261 §20.12). Linphone 5.1 deflates its receipts. */
final class Encodings {
    /** For the Accept-Encoding header of a 415 (RFC 3261 §8.2.3). */
    static final List<String> ACCEPTED = List.of("identity", "deflate", "gzip");

    private Encodings() {}

    /**
     * @param encoding value of Content-Encoding, empty for none
     * @param most bytes that may come out of it: a few may grow a thousandfold
     */
    static byte[] decode(String encoding, byte[] body, int most) throws NotTaken {
        try {
            return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
                case "", "identity" -> body;
                case "deflate" -> read(new InflaterInputStream(new ByteArrayInputStream(body)), most);
                case "gzip", "x-gzip" -> read(new GZIPInputStream(new ByteArrayInputStream(body)), most);
                default -> throw NotTaken.unsupported("a content encoding");
            };
        } catch (IOException e) {
            throw NotTaken.malformed("a body that is not what its content encoding says");
        }
    }

    private static byte[] read(InputStream packed, int most) throws IOException, NotTaken {
        try (packed) {
            byte[] bytes = packed.readNBytes(most + 1);
            if (bytes.length > most) {
                throw NotTaken.tooLarge("a body that unpacks to more than " + most + " bytes");
            }
            return bytes;
        }
    }
}
