package dev.parley.sip.message;

import dev.parley.room.Member;
import dev.parley.room.RoomId;

/**
 * Takes to one member's phone what is no text of anybody's: that somebody is typing. That is worth something now or not at
 * all, so it may be dropped, is never repeated, and is in no trace.
 */
@FunctionalInterface
public interface Whisper {
    /**
     * Returns at once.
     *
     * @param room that the member is in: what the message comes from
     * @param contentType with its parameters
     */
    void toMember(RoomId room, Member member, String contentType, byte[] body);
}
