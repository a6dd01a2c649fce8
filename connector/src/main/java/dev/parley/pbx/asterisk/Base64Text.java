package dev.parley.pbx.asterisk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the dialplan packed into base64, since a phone controls it. Anything that is not base64 counts as empty. */
final class Base64Text {
    private Base64Text() {}

    static byte[] bytes(@Nullable String encoded) {
        if (encoded == null) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(encoded.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    static String utf8(@Nullable String encoded) {
        return text(bytes(encoded), StandardCharsets.UTF_8);
    }

    /** Bytes that are not of the charset are taken as ISO-8859-1, so that nothing a person wrote is lost. */
    static String text(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** No charset means UTF-8 (RFC 3261 §7.4.1). */
    static Charset charset(Optional<String> name) {
        try {
            return name.map(Charset::forName).orElse(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
