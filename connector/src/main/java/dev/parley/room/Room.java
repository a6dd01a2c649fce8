package dev.parley.room;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A room as it is known now. Immutable; every change goes through {@link #apply}.
 *
 * @param meeting the life of the room that is going on, if it has members
 * @param roster the members in the order in which they were first seen
 * @param seen whether the PBX is in sight; if not, the roster is stale
 */
public record Room(
        RoomId id, Optional<Meeting> meeting, SequencedMap<MemberId, Member> roster, boolean locked, boolean seen) {
    public Room {
        roster = Collections.unmodifiableSequencedMap(roster);
    }

    public static Room empty(RoomId id) {
        return new Room(id, Optional.empty(), new LinkedHashMap<>(), false, true);
    }

    public Collection<Member> members() {
        return roster.values();
    }

    public Optional<Member> member(MemberId member) {
        return Optional.ofNullable(roster.get(member));
    }

    public boolean isEmpty() {
        return roster.isEmpty();
    }

    /** Nobody is there, and no life of the room is going on that somebody could come back to. */
    public boolean isOver() {
        return isEmpty() && meeting.isEmpty();
    }

    public Room apply(RoomEvent event) {
        return switch (event) {
            case RoomEvent.Joined e -> joined(e.member(), e.at());
            case RoomEvent.Left e -> left(e.member());
            case RoomEvent.Changed e ->
                member(e.member())
                        .map(member -> with(member.with(e.flag(), e.on())))
                        .orElse(this); // unknown member: the next snapshot tells
            case RoomEvent.Described e ->
                member(e.member())
                        .map(member -> with(member.described(e.identity(), e.leg())))
                        .orElse(this);
            case RoomEvent.Snapshot e -> listed(e);
            case RoomEvent.Ended e -> empty(id); // the next join starts a new meeting
            case RoomEvent.Unseen e -> new Room(id, meeting, roster, locked, false);
        };
    }

    private Room joined(Member member, Instant at) {
        Member known = roster.get(member.id());
        Room now = with(known == null ? member : member.after(known));
        return meeting.isPresent() ? now : now.meeting(Meeting.of(id, at));
    }

    private Room left(MemberId member) {
        if (!roster.containsKey(member)) {
            return this;
        }
        SequencedMap<MemberId, Member> rest = new LinkedHashMap<>(roster);
        rest.remove(member);
        return new Room(id, meeting, rest, locked, seen);
    }

    private Room listed(RoomEvent.Snapshot list) {
        SequencedMap<MemberId, Member> listed = new LinkedHashMap<>();
        for (Member member : list.members()) {
            Member known = roster.get(member.id());
            listed.put(member.id(), known == null ? member : member.after(known));
        }
        return new Room(id, meetingAfter(list, listed), listed, list.locked(), true);
    }

    /** Nobody of before is there any more after we could not look: that meeting ended unseen, and another began. */
    private Optional<Meeting> meetingAfter(RoomEvent.Snapshot list, Map<MemberId, Member> listed) {
        if (listed.isEmpty()) {
            return seen ? meeting : Optional.empty();
        }
        boolean goesOn =
                meeting.isPresent() && (seen || roster.keySet().stream().anyMatch(listed::containsKey));
        return goesOn ? meeting : Optional.of(Meeting.of(id, list.at()));
    }

    private Room with(Member member) {
        SequencedMap<MemberId, Member> changed = new LinkedHashMap<>(roster);
        changed.put(member.id(), member);
        return new Room(id, meeting, changed, locked, seen);
    }

    private Room meeting(Meeting begun) {
        return new Room(id, Optional.of(begun), roster, locked, seen);
    }
}
