package dev.parley.pbx;

import dev.parley.room.RoomId;

/** The address that phones know a room by: what a copy comes from, and where an answer to it goes. */
public final class RoomUri {
    private RoomUri() {}

    /** @param domain as the phones know their PBX */
    public static String of(RoomId room, String domain) {
        return "sip:" + UserPart.of(room.name()) + "@" + domain;
    }
}
