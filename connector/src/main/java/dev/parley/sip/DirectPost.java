package dev.parley.sip;

import dev.parley.room.Member;
import dev.parley.room.RoomId;
import dev.parley.sip.direct.Asides;
import dev.parley.sip.message.Post;
import java.util.function.BiPredicate;

/**
 * Receipts, to phones that Parley writes to itself only: no PBX takes such things along.
 *
 * @param isDirect whether this member's phone is one of those
 */
record DirectPost(BiPredicate<RoomId, Member> isDirect, Asides asides) implements Post {
    @Override
    public void toMember(RoomId room, Member member, String type, byte[] body) {
        if (isDirect.test(room, member)) {
            asides.toMember(room, member, type, body);
        }
    }

    @Override
    public int mostBytes(RoomId room, Member member, String type) {
        return isDirect.test(room, member) ? asides.mostBytes(room, member, type) : 0;
    }
}
