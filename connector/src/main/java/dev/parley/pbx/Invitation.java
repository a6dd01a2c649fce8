package dev.parley.pbx;

import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody to be called into a room, by whom the room is seen as the caller.
 *
 * @param id what the callee's leg is called on the PBX, so that the member is known by it
 * @param patience for how long it rings
 * @param by at whose word, for the callee's phone to show (RFC 3892); empty where that is not to be told
 */
public record Invitation(MemberId id, RoomId room, Callee callee, Way way, Duration patience, Optional<ReferredBy> by) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BITS = 128;
    private static final String OURS = "parley-";
    /** An Asterisk of the system name "parley" has a dot in each id. */
    private static final Pattern ID = Pattern.compile(OURS + "[0-9a-z-]+");

    /** Whether the member was called in: Asterisk itself gives such an id to nobody. */
    public static boolean isOf(MemberId member) {
        return ID.matcher(member.value()).matches();
    }

    /** With an id of its own, which nobody can guess. */
    public static Invitation to(RoomId room, Callee callee, Way way, Duration patience) {
        String id = OURS + new BigInteger(ID_BITS, RANDOM).toString(Character.MAX_RADIX);
        return new Invitation(new MemberId(id), room, callee, way, patience, Optional.empty());
    }

    public Invitation by(Optional<ReferredBy> whom) {
        return new Invitation(id, room, callee, way, patience, whom);
    }

    /**
     * The id of the leg to one of several phones, counted from 0. None begins like another one: Asterisk 22.10 takes a new
     * id for one in use that some other begins with, and makes no call.
     */
    public MemberId leg(int phone) {
        return phone == 0 ? id : new MemberId(OURS + phone + "-" + own());
    }

    /** Whether it is the leg to one of the callee's phones. */
    public boolean isLeg(MemberId member) {
        return member.equals(id) || isOf(member) && member.value().endsWith("-" + own());
    }

    private String own() {
        return id.value().substring(OURS.length());
    }
}
