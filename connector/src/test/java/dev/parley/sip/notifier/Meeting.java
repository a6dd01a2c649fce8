package dev.parley.sip.notifier;

import dev.parley.conference.Attendance;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import java.time.Instant;

/** A room with those who came and went. */
final class Meeting {
    private Room room;
    private Attendance attendance = Attendance.NONE;

    Meeting(Member... members) {
        this.room = Room.empty(Given.ROOM);
        for (Member member : members) {
            happens(new RoomEvent.Joined(Given.ROOM, member, Given.NOON), Given.NOON);
        }
    }

    void leaves(Member member, Instant at) {
        happens(new RoomEvent.Left(Given.ROOM, member.id()), at);
    }

    void happens(RoomEvent event, Instant at) {
        Room after = room.apply(event);
        attendance = attendance.after(room, event, after, at);
        room = after;
    }

    Room room() {
        return room;
    }

    Views views() {
        return Given.views(room, attendance);
    }
}
