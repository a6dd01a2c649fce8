package dev.parley.sip.stack;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/** Tags, branches and Call-IDs that nobody can guess: 128 random bits (RFC 3261 §19.3 asks for 32). */
public final class Ids {
    private static final int BYTES = 16;

    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();

    /** The same for the same, where a repetition has to look like the first time. */
    static String of(String names) {
        return UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public String next() {
        byte[] id = new byte[BYTES];
        random.nextBytes(id);
        return HEX.formatHex(id);
    }
}
