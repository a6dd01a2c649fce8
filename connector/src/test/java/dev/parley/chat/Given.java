package dev.parley.chat;

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
import java.util.Optional;
import java.util.Set;

/** Rooms, members and texts for the tests of the chat. */
final class Given {
    static final RoomId ROOM = new RoomId("main", "3001");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private Given() {}

    static Member member(String id, String endpoint, String name) {
        return new Member(new MemberId(id), new Identity(endpoint, endpoint, true), name, Set.<Flag>of(), Leg.UNKNOWN);
    }

    static Member alice() {
        return member("1", "alice", "Alice").described(Identity.UNKNOWN, at("10.0.0.1:5060"));
    }

    static Member bob() {
        return member("2", "bob", "Bob").described(Identity.UNKNOWN, at("10.0.0.2:5060"));
    }

    static Leg at(String source) {
        return new Leg("call@" + source, "Phone/1.0", Set.of("MESSAGE"), source);
    }

    static Room room(Member... members) {
        return Room.empty(ROOM).apply(new RoomEvent.Snapshot(ROOM, List.of(members), false, NOON));
    }

    static Claim claim(String user, String digestUser, String source) {
        return new Claim(user, digestUser, source, "udp");
    }

    static Text text(String body) {
        return text("t1", body, NOON);
    }

    static Text text(String id, String body, Instant received) {
        return new Text(
                new TextId(id),
                ROOM,
                claim("alice", "", "10.0.0.1:5060"),
                "text/plain",
                body,
                body.length(),
                "call-" + id,
                "1 MESSAGE",
                false,
                false,
                received);
    }

    static Said said(Text text) {
        return new Said(text, Optional.of(alice()), room(alice(), bob()));
    }

    static Copy copy(String from, String body, boolean nameInText) {
        return copy(new TextId("t1"), bob(), from, body, nameInText);
    }

    static Copy copy(TextId text, Member to, String from, String body, boolean nameInText) {
        return new Copy(
                text,
                ROOM,
                to,
                from,
                body,
                Optional.empty(),
                nameInText,
                List.of(Route.OUT_OF_DIALOG),
                "",
                NOON.plusSeconds(60));
    }
}
