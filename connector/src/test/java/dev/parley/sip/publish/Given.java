package dev.parley.sip.publish;

import dev.parley.conference.Attendance;
import dev.parley.conference.Attended;
import dev.parley.conference.Conference;
import dev.parley.conference.ConferenceInfo;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rooms and answers for the tests of publications. */
final class Given {
    static final RoomId ROOM = new RoomId("main", "3001");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private Given() {}

    static ConferenceInfo info(String... accounts) {
        Room room = Room.empty(ROOM)
                .apply(new RoomEvent.Snapshot(
                        ROOM, Stream.of(accounts).map(Given::member).toList(), false, NOON));
        Conference conference = new Conference(new Attended(room, Attendance.NONE, "pbx.example"), List.of());
        return new ConferenceRooms(id -> conference, id -> "sip:3001@pbx.example").info(ROOM);
    }

    private static Member member(String account) {
        return new Member(new MemberId(account), new Identity(account, account, true), account, Set.of(), Leg.UNKNOWN);
    }

    static PublishAnswer accepted(String tag) {
        return new PublishAnswer.Accepted(Optional.of(tag), Optional.of(TEN_MINUTES));
    }

    static PublishAnswer refused(int code) {
        return new PublishAnswer.Refused(code, Optional.empty());
    }

    static String text(PublishRequest request) {
        return new String(request.document(), StandardCharsets.UTF_8);
    }
}
