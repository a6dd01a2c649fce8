package dev.parley.sip.publish;

import dev.parley.conference.Conference;
import dev.parley.conference.ConferenceInfo;
import dev.parley.conference.Description;
import dev.parley.conference.View;
import dev.parley.room.RoomId;
import java.util.function.Function;

/**
 * Rooms as their members see them: the server shows one document to all, and cannot tell a member from somebody else.
 *
 * @param conferences what a room is like now
 * @param uris the address by which it is subscribed to
 */
public record ConferenceRooms(Function<RoomId, Conference> conferences, Function<RoomId, String> uris)
        implements PublishedRooms {
    @Override
    public boolean isOver(RoomId room) {
        return conferences.apply(room).isOver();
    }

    @Override
    public ConferenceInfo info(RoomId room) {
        Description description = Description.of(uris.apply(room), room.name());
        return View.MEMBER.of(ConferenceInfo.of(conferences.apply(room), description));
    }
}
