package dev.parley.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** From the bytes of a text to its characters. A guess would show other words than were written, so there is none. */
final class Charsets {
    private Charsets() {}

    /** Without a charset it is UTF-8 (RFC 3261 §7.4.1), not ASCII as in mail. */
    static String decode(byte[] bytes, MediaType type) throws NotTaken {
        Charset charset = charset(type.parameter("charset").orElse("utf-8"));
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw NotTaken.unsupported("the bytes are not " + charset);
        }
    }

    private static Charset charset(String name) throws NotTaken {
        try {
            Charset charset = Charset.forName(name);
            // Who says ASCII and means it loses nothing; who wrote an umlaut all the same meant UTF-8.
            return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw NotTaken.unsupported("an unknown charset");
        }
    }
}
