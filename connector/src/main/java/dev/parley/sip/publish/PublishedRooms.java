package dev.parley.sip.publish;

import dev.parley.conference.ConferenceInfo;
import dev.parley.room.RoomId;

/** What there is to publish. */
public interface PublishedRooms {
    /** Whether the room has no life that could be published. */
    boolean isOver(RoomId room);

    /** What its members may see of it now. */
    ConferenceInfo info(RoomId room);
}
