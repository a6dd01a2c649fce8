package dev.parley.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What Parley asks for, the better one first (RFC 8760 §2.3). MD5 is there since most phones know nothing else. */
enum DigestAlgorithm {
    SHA_256("SHA-256", 64),
    MD5("MD5", 32);

    private final String word;
    private final int digits;

    DigestAlgorithm(String word, int digits) {
        this.word = word;
        this.digits = digits;
    }

    /** Its name in SIP and in the JDK alike. */
    String word() {
        return word;
    }

    /** How many hexadecimal digits a hash has. */
    int digits() {
        return digits;
    }

    static Optional<DigestAlgorithm> of(String word) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.word.equalsIgnoreCase(word))
                .findFirst();
    }

    /** In lower-case hexadecimal digits. */
    String hash(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance(word).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + word, e);
        }
    }
}
