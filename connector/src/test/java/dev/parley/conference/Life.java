package dev.parley.conference;

import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import java.time.Instant;
import java.util.List;

/** A room and one that is linked with it, with their attendance, event by event, one second apart. */
final class Life {
    private Attended own = new Attended(Room.empty(Given.ROOM), Attendance.NONE, Given.DOMAIN);
    private Attended branch = new Attended(Room.empty(Given.BRANCH), Attendance.NONE, Given.DOMAIN);
    private Instant now = Given.NOON;

    Life happens(RoomEvent... events) {
        for (RoomEvent event : events) {
            now = now.plusSeconds(1);
            if (event.room().equals(Given.ROOM)) {
                own = after(own, event);
            } else {
                branch = after(branch, event);
            }
        }
        return this;
    }

    private Attended after(Attended before, RoomEvent event) {
        Room after = before.room().apply(event);
        return new Attended(after, before.attendance().after(before.room(), event, after, now), before.domain());
    }

    Life attendance(Attendance told) {
        own = new Attended(own.room(), told, own.domain());
        return this;
    }

    Attendance attendance() {
        return own.attendance();
    }

    Room room() {
        return own.room();
    }

    List<Room> chat() {
        return List.of(own.room(), branch.room());
    }

    Instant now() {
        return now;
    }

    ConferenceInfo info() {
        return Given.info(own, branch);
    }
}
