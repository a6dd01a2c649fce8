package dev.parley.pbx;

import dev.parley.chat.Courier;
import dev.parley.room.RoomId;
import java.util.Optional;

/** One PBX that Parley is attached to. It tells a {@link PbxListener} what happens, and takes texts to its phones. */
public interface Pbx extends Courier, AutoCloseable {
    String name();

    /** Begins to connect and returns at once; a PBX that is not there is tried again until {@link #close}. */
    void open();

    Link link();

    /** How much of what the PBX said waits to be applied. */
    int backlog();

    /** How much of what the PBX said was dropped, since more came than could be kept; the lists were fetched anew then. */
    long dropped();

    /** There is something new to tell those who have subscribed to a room at the PBX itself. Must not block. */
    void news(RoomId room);

    /** Where Parley may have a silent leg of its own in rooms; empty where none is needed or wanted. */
    default Optional<ScribeHost> scribeHost() {
        return Optional.empty();
    }

    /** Takes no more texts in, while copies still go out: the first half of an orderly end. */
    void closeDoors();

    @Override
    void close();
}
