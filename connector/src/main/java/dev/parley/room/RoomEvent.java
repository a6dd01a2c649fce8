package dev.parley.room;

import java.time.Instant;
import java.util.List;

/** What a PBX said about one of our rooms. Adapters translate into this at their border. */
public sealed interface RoomEvent {
    RoomId room();

    record Joined(RoomId room, Member member, Instant at) implements RoomEvent {}

    record Left(RoomId room, MemberId member) implements RoomEvent {}

    record Changed(RoomId room, MemberId member, Flag flag, boolean on) implements RoomEvent {}

    /** Facts about a member that its join did not carry, asked for afterwards. */
    record Described(RoomId room, MemberId member, Identity identity, Leg leg) implements RoomEvent {}

    /** The PBX's own list: after a (re)connect, now and then, and on doubt. It wins over everything known before. */
    record Snapshot(RoomId room, List<Member> members, boolean locked, Instant at) implements RoomEvent {
        public Snapshot {
            members = List.copyOf(members);
        }
    }

    record Ended(RoomId room) implements RoomEvent {}

    /** The PBX cannot be seen just now: what we know may be old. */
    record Unseen(RoomId room) implements RoomEvent {}
}
