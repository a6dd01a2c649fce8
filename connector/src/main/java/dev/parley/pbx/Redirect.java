package dev.parley.pbx;

import dev.parley.room.RoomId;

/**
 * A PBX has sent a call to a room on to the focus.
 *
 * @param user the account that the PBX found calling, which is also what the phone calls itself in From
 * @param token made at random for this one call; it stands in the address that the phone was sent to
 */
public record Redirect(RoomId room, String user, String token) {}
