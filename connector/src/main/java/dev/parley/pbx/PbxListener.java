package dev.parley.pbx;

import dev.parley.chat.Text;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.util.Set;

/** Hears from the PBX adapters. Called on an adapter's own thread, in the order of the PBX; may block for a moment. */
public interface PbxListener {
    void happened(RoomEvent event);

    /** The rooms of Parley that this PBX has now; one that is not listed has ended. */
    void listed(String pbx, Set<RoomId> rooms);

    /** The PBX can be seen and spoken to, from now on. */
    void inSight(String pbx);

    /** The PBX is out of sight: what is known of its rooms may be old. */
    void unseen(String pbx);

    void said(Text text);

    /**
     * The PBX has sent a call on to the focus, and the phone is a few milliseconds behind: told ahead of all else that the
     * PBX has said, so this must not block. Of no interest where there is no focus.
     */
    default void redirected(Redirect redirect) {}
}
