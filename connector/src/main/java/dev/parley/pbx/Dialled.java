package dev.parley.pbx;

import dev.parley.room.MemberId;

/** What came of calling somebody into a room. */
public sealed interface Dialled {
    /** @param member the callee's leg, which is in the room now */
    record Joined(MemberId member) implements Dialled {}

    /**
     * @param code the SIP status that says it, 400 to 699
     * @param why in the words of the PBX, for the log
     */
    record Failed(int code, String why) implements Dialled {}
}
