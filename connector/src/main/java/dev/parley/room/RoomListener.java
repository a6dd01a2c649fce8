package dev.parley.room;

/** Sees every change of every room, on the room's own thread: one at a time and in order per room. Must not block. */
@FunctionalInterface
public interface RoomListener {
    void changed(Room before, RoomEvent event, Room after);
}
