package dev.parley.sip.direct;

import dev.parley.pbx.UserPart;
import dev.parley.room.Identity;
import dev.parley.room.Member;
import dev.parley.room.RoomId;
import java.util.function.Function;

/**
 * The addresses of rooms and of members.
 *
 * @param rooms gives a room its one address
 * @param domains gives a PBX, by name, the domain that its phones know it by
 */
public record Addresses(Function<RoomId, String> rooms, Function<String, String> domains) {
    String of(RoomId room) {
        return rooms.apply(room);
    }

    /** The member's address of record: FreeSWITCH names it whole, Asterisk its user part. */
    String of(String pbx, Member member) {
        Identity identity = member.identity();
        String account =
                identity.aor().isEmpty() ? identity.endpoint() : identity.aor().split(",", 2)[0];
        int at = account.indexOf('@');
        String user = at < 0 ? account : account.substring(0, at);
        return "sip:" + UserPart.of(user) + "@" + domains.apply(pbx);
    }
}
