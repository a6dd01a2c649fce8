package dev.parley.sip.notifier;

import dev.parley.conference.Attendance;
import dev.parley.conference.Attended;
import dev.parley.conference.Conference;
import dev.parley.conference.Description;
import dev.parley.conference.Pace;
import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rooms, members and subscribers for the tests of subscriptions. */
final class Given {
    static final RoomId ROOM = new RoomId("main", "3001");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Duration HOUR = Duration.ofHours(1);
    static final int SPACE = 65_000;
    static final Member ALICE = member("1", "alice", "Alice", Flag.ADMIN);
    static final Member BOB = member("2", "bob", "Bob");
    static final Member STRANGER = member("3", "", "");
    static final NotifyAnswer OK = new NotifyAnswer.Final(200, Optional.empty());

    private Given() {}

    static Member member(String id, String account, String name, Flag... flags) {
        Identity identity = account.isEmpty() ? Identity.UNKNOWN : new Identity(account, account, true);
        return new Member(
                new MemberId(id), identity, name, Set.of(flags), new Leg("call-" + id, "Phone/1.0", Set.of(), ""));
    }

    static Room room(Member... members) {
        return Room.empty(ROOM).apply(new RoomEvent.Snapshot(ROOM, List.of(members), false, NOON));
    }

    static Views views(Member... members) {
        return views(room(members), Attendance.NONE);
    }

    static Views views(Room room, Attendance attendance) {
        Conference conference = new Conference(new Attended(room, attendance, "pbx.example"), List.of());
        return new Views(conference, Description.of("sip:3001@pbx.example", "Stand-up"));
    }

    static Views ended() {
        return views(Room.empty(ROOM), Attendance.NONE);
    }

    static Subscription subscription(Subscriber subscriber, boolean forMembersOnly) {
        return new Subscription(Admission.of(subscriber, forMembersOnly), Pace.RECOMMENDED, NOON.plus(HOUR));
    }

    static NotifyAnswer answer(int code) {
        return new NotifyAnswer.Final(code, Optional.empty());
    }
}
