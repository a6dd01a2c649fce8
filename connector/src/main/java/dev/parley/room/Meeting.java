package dev.parley.room;

import java.time.Instant;

/**
 * One life of a room, from its first join to its end.
 *
 * @param id unique per room, so that yesterday's chat never leaks into today's
 */
public record Meeting(String id, Instant since) {
    static Meeting of(RoomId room, Instant since) {
        return new Meeting(room.name() + "@" + since, since);
    }
}
