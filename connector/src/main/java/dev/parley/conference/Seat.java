package dev.parley.conference;

import dev.parley.room.MemberId;
import dev.parley.room.RoomId;

/** One leg among those of all rooms: two PBXs may give the same id to a channel. */
public record Seat(RoomId room, MemberId member) {
    @Override
    public String toString() {
        return room + "\n" + member;
    }
}
