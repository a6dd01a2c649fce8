package dev.parley.conference;

import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Who came and went in a room, how and when: what the room itself does not keep. Immutable.
 *
 * @param joinings of those who are in the room
 * @param departures of those who went last, oldest first; also of those who are about to go and whose way is known
 */
public record Attendance(Map<MemberId, Joining> joinings, SequencedMap<MemberId, Departure> departures) {
    /** A departure is told at the next document; who is forgotten before that just vanishes from the list. */
    private static final int MOST_DEPARTURES = 200;

    public static final Attendance NONE = new Attendance(Map.of(), new LinkedHashMap<>());

    public Attendance {
        joinings = Map.copyOf(joinings);
        departures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(departures));
    }

    /**
     * After a room has changed.
     *
     * @param now when the change was noticed; it is when those left who are not there any more
     */
    public Attendance after(Room before, RoomEvent event, Room after, Instant now) {
        if (before.roster().keySet().equals(after.roster().keySet())) {
            return this;
        }
        Map<MemberId, Joining> here = new HashMap<>(joinings);
        SequencedMap<MemberId, Departure> gone = new LinkedHashMap<>(departures);
        for (MemberId member : before.roster().keySet()) {
            if (!after.roster().containsKey(member)) {
                here.remove(member);
                gone.putLast(member, departure(member, now));
            }
        }
        for (MemberId member : after.roster().keySet()) {
            if (!before.roster().containsKey(member)) {
                here.put(member, joining(member, event));
                gone.remove(member);
            }
        }
        while (gone.size() > MOST_DEPARTURES) {
            gone.pollFirstEntry();
        }
        return new Attendance(here, gone);
    }

    /** Says who had a member called in. Of nobody who is not in the room. */
    public Attendance calledIn(MemberId member, Referred by) {
        Joining known = joinings.get(member);
        if (known == null) {
            return this;
        }
        Map<MemberId, Joining> here = new HashMap<>(joinings);
        here.put(member, known.calledIn(by));
        return new Attendance(here, departures);
    }

    /** Says how a member is about to go, before it does: a kick is announced, and then the leg is gone. */
    public Attendance leaving(MemberId member, Departure how) {
        if (!joinings.containsKey(member)) {
            return this;
        }
        SequencedMap<MemberId, Departure> gone = new LinkedHashMap<>(departures);
        gone.putLast(member, how);
        return new Attendance(joinings, gone);
    }

    /** Says that a member does not go, although it was said to. */
    public Attendance staying(MemberId member) {
        if (!joinings.containsKey(member)) {
            return this;
        }
        SequencedMap<MemberId, Departure> gone = new LinkedHashMap<>(departures);
        gone.remove(member);
        return new Attendance(joinings, gone);
    }

    Joining joining(MemberId member) {
        return joinings.getOrDefault(member, Joining.UNKNOWN);
    }

    private Departure departure(MemberId member, Instant now) {
        Departure announced = departures.get(member);
        return announced == null ? Departure.unexplained(now) : announced.noticed(now);
    }

    private static Joining joining(MemberId member, RoomEvent event) {
        return event instanceof RoomEvent.Joined e && e.member().id().equals(member)
                ? Joining.at(e.at())
                : Joining.UNKNOWN;
    }
}
