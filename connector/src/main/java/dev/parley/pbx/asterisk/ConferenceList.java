package dev.parley.pbx.asterisk;

import dev.parley.room.Flag;
import dev.parley.room.RoomId;
import java.util.List;
import java.util.Set;

/** What Asterisk listed of one conference. */
record ConferenceList(RoomId room, boolean locked, List<Listed> members) {
    record Listed(Channel channel, Set<Flag> flags) {}

    ConferenceList {
        members = List.copyOf(members);
    }
}
