package dev.parley.sip.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The hashes of digest authentication that Parley can answer with (RFC 8760 §2.1). */
enum DigestHash {
    MD5("MD5"),
    SHA_256("SHA-256");

    /** Its name in SIP and in the JDK alike. */
    private final String word;

    DigestHash(String word) {
        this.word = word;
    }

    static Optional<DigestHash> named(String word) {
        return Arrays.stream(values())
                .filter(hash -> hash.word.equalsIgnoreCase(word))
                .findFirst();
    }

    String word() {
        return word;
    }

    /** In lower-case hexadecimal digits. */
    String of(String... parts) {
        try {
            byte[] text = String.join(":", parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(word).digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + word, e);
        }
    }
}
