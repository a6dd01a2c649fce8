package dev.parley.pbx;

import java.nio.charset.StandardCharsets;

/** The user part of a SIP URI (RFC 3261 §25.1): whatever else stands in a name is escaped. */
public final class UserPart {
    /** Unreserved and user-unreserved characters. */
    private static final String PLAIN = "-_.!~*'()&=+$,/";

    private UserPart() {}

    public static String of(String name) {
        StringBuilder user = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            user.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xff));
        }
        return user.toString();
    }
}
