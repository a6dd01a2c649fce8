package dev.parley.pbx;

import dev.parley.config.ScribeConfig;
import dev.parley.room.Room;
import dev.parley.room.RoomId;

/** A PBX in whose rooms Parley has a silent leg of its own that reads what members write inside their calls. */
public interface ScribeHost {
    String pbx();

    ScribeConfig account();

    /** Whether the configuration wants a scribe in this room. */
    boolean wants(RoomId room);

    /** @param shown the writer's name as the PBX's relay showed it */
    Writer writer(Room room, String shown);

    /** From now on whoever comes in is told by the scribe, or else by the PBX itself. */
    void atWork(boolean working);
}
