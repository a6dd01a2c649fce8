package dev.parley.chat;

import dev.parley.room.RoomId;

/**
 * A text from the room itself to whoever wrote something: why it was refused.
 *
 * @param to where the refused text came from; the answer goes to that very address, so that nobody can make the room
 *     write to a third party
 */
public record Notice(RoomId room, Claim to, String words) {}
