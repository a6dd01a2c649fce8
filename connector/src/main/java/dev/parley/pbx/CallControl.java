package dev.parley.pbx;

import dev.parley.room.MemberId;
import dev.parley.room.RoomId;

/** Gets people into rooms and out of them. Blocks, so it is not for a thread that reads. */
public interface CallControl {
    /** Calls somebody into a room. Returns when he is in it, or when it is known that he does not come. */
    Dialled dial(Invitation invitation);

    /**
     * Hangs up what rings for an invitation, so that {@link #dial} returns. Does nothing where nothing of it rings yet: say it
     * again until it has returned.
     */
    void callOff(Invitation invitation);

    /** Moves whoever a phone talks to into a room. Returns when he is in it, or when it is known that he does not come. */
    Dialled move(Move move);

    /** Throws a member out; false if the PBX knows no such member, or did not do it in time. */
    boolean remove(RoomId room, MemberId member);
}
