package dev.parley.conference;

import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Rooms and members for the tests of the documents. */
final class Given {
    static final RoomId ROOM = new RoomId("main", "3001");
    static final RoomId BRANCH = new RoomId("branch", "4001");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Description DESCRIPTION = Description.of("sip:3001@pbx.example", "Stand-up");
    static final String DOMAIN = "pbx.example";
    static final Member ALICE = member("1", "alice", "Alice", Flag.ADMIN);
    static final Member BOB = member("2", "bob", "Bob");
    static final Member STRANGER = member("3", "", "");

    private Given() {}

    static Member member(String id, String account, String name, Flag... flags) {
        return new Member(new MemberId(id), account(account), name, Set.of(flags), Leg.UNKNOWN);
    }

    static Identity account(String account) {
        return account.isEmpty() ? Identity.UNKNOWN : new Identity(account, account, true);
    }

    static Room room(Member... members) {
        return room(ROOM, members);
    }

    static Room room(RoomId id, Member... members) {
        return Room.empty(id).apply(new RoomEvent.Snapshot(id, List.of(members), false, NOON));
    }

    static ConferenceInfo info(Member... members) {
        return info(room(members), Attendance.NONE);
    }

    static ConferenceInfo info(Room room, Attendance attendance) {
        return info(new Attended(room, attendance, DOMAIN));
    }

    static ConferenceInfo info(Attended own, Attended... linked) {
        return ConferenceInfo.of(new Conference(own, List.of(linked)), DESCRIPTION);
    }

    static RoomEvent joined(Member member) {
        return joined(ROOM, member);
    }

    static RoomEvent joined(RoomId room, Member member) {
        return new RoomEvent.Joined(room, member, NOON);
    }

    static RoomEvent left(Member member) {
        return left(ROOM, member);
    }

    static RoomEvent left(RoomId room, Member member) {
        return new RoomEvent.Left(room, member.id());
    }
}
