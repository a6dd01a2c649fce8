package dev.parley.conference;

import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import java.time.Instant;

/** A room with its attendance, event by event, one second apart. */
final class Life {
    private Room room = Room.empty(Given.ROOM);
    private Attendance attendance = Attendance.NONE;
    private Instant now = Given.NOON;

    Life happens(RoomEvent... events) {
        for (RoomEvent event : events) {
            now = now.plusSeconds(1);
            Room after = room.apply(event);
            attendance = attendance.after(room, event, after, now);
            room = after;
        }
        return this;
    }

    Life attendance(Attendance told) {
        attendance = told;
        return this;
    }

    Attendance attendance() {
        return attendance;
    }

    Room room() {
        return room;
    }

    Instant now() {
        return now;
    }

    ConferenceInfo info() {
        return Given.info(room, attendance);
    }
}
