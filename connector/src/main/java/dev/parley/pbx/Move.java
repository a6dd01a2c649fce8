package dev.parley.pbx;

import dev.parley.room.RoomId;

/**
 * Somebody who is to be moved into a room out of a call with a phone that is in it already.
 *
 * @param callee who that is by the word of the phone; nobody else is moved
 */
public record Move(RoomId room, Callee callee, OtherCall call, Way way) {}
