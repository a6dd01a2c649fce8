package dev.parley.sip.message;

import dev.parley.room.Member;
import dev.parley.room.RoomId;

/**
 * Takes to one member's phone what is no text of anybody's and yet must not be dropped for a text that is under way: the
 * receipts that the member has asked for. They are in no trace, and never repeated.
 */
@FunctionalInterface
public interface Post {
    /**
     * Blocks until the phone has answered, or cannot be waited for any longer.
     *
     * @param room that the member is in: what the message comes from
     * @param contentType with its parameters
     */
    void toMember(RoomId room, Member member, String contentType, byte[] body);

    /** The largest body of this type that gets there in one message; blocks as {@link #toMember} does. */
    default int mostBytes(RoomId room, Member member, String contentType) {
        return Integer.MAX_VALUE;
    }
}
