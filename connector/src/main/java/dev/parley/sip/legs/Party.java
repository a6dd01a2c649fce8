package dev.parley.sip.legs;

import dev.parley.room.RoomId;
import dev.parley.sip.dialog.DialogId;

/**
 * Somebody whose call goes through the focus.
 *
 * @param user as the phone calls itself in From, which the PBX or Parley has checked
 * @param callId of the dialog with the PBX, by which the PBX's member is known: Parley made it, and no phone can know it
 * @param dialog with the phone
 * @param source where the phone's INVITE came from, {@code ip:port}
 */
public record Party(RoomId room, String user, String callId, DialogId dialog, String source) {
    /** Another branch than the first was answered. */
    public Party in(DialogId answered) {
        return new Party(room, user, callId, answered, source);
    }
}
