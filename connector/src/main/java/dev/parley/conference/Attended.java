package dev.parley.conference;

import dev.parley.room.Room;

/**
 * A room with those who came and went.
 *
 * @param domain of this PBX's addresses of record that do not say theirs
 */
public record Attended(Room room, Attendance attendance, String domain) {}
