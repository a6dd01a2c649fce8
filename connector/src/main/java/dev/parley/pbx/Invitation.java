package dev.parley.pbx;

import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * Somebody to be called into a room, by whom the room is seen as the caller.
 *
 * @param id what the callee's leg is called on the PBX, so that the member is known by it
 * @param patience for how long it rings
 */
public record Invitation(MemberId id, RoomId room, Callee callee, Way way, Duration patience) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BITS = 128;

    /** With an id of its own, which nobody can guess. */
    public static Invitation to(RoomId room, Callee callee, Way way, Duration patience) {
        String id = "parley-" + new BigInteger(ID_BITS, RANDOM).toString(Character.MAX_RADIX);
        return new Invitation(new MemberId(id), room, callee, way, patience);
    }
}
