package dev.parley.pbx;

import dev.parley.room.RoomId;
import java.nio.charset.StandardCharsets;

/** The address that phones know a room by: what a copy comes from, and where an answer to it goes. */
public final class RoomUri {
    /** Unreserved and user-unreserved characters of RFC 3261 §25.1. */
    private static final String PLAIN = "-_.!~*'()&=+$,/";

    private RoomUri() {}

    /** @param domain as the phones know their PBX */
    public static String of(RoomId room, String domain) {
        StringBuilder user = new StringBuilder();
        for (byte b : room.name().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            user.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xff));
        }
        return "sip:" + user + "@" + domain;
    }
}
