package dev.parley.sip;

import dev.parley.room.Member;
import dev.parley.room.RoomId;
import dev.parley.sip.direct.Asides;
import dev.parley.sip.message.Whisper;
import java.util.function.BiPredicate;

/**
 * Typing notices, to phones that Parley writes to itself only: no PBX takes such things along.
 *
 * @param isDirect whether this member's phone is one of those
 */
record DirectWhisper(BiPredicate<RoomId, Member> isDirect, Asides asides) implements Whisper {
    @Override
    public void toMember(RoomId room, Member member, String type, byte[] body) {
        if (isDirect.test(room, member)) {
            asides.whisper(room, member, type, body);
        }
    }
}
