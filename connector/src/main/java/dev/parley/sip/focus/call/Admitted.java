package dev.parley.sip.focus.call;

import dev.parley.config.FocusConfig.Behind;
import dev.parley.room.RoomId;
import java.util.Optional;

/**
 * A call that may go on to its room.
 *
 * @param user user part of From
 * @param asserted the address that Parley itself has found the caller to have; empty where the PBX finds out
 * @param needsProof whether a PBX that takes it without a password must not be believed
 */
public record Admitted(RoomId room, Behind behind, String user, Optional<String> asserted, boolean needsProof) {
    public Admitted in(RoomId other) {
        return new Admitted(other, behind, user, asserted, needsProof);
    }

    /** Only if the PBX asks for a password. */
    public Admitted withProof() {
        return new Admitted(room, behind, user, asserted, true);
    }
}
