package dev.parley.pbx;

import dev.parley.chat.Courier;
import dev.parley.room.Member;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One PBX that Parley is attached to. It tells a {@link PbxListener} what happens, takes texts to its phones, and calls them. */
public interface Pbx extends Courier, CallControl, CallDoor, AutoCloseable {
    String name();

    /** Begins to connect and returns at once; a PBX that is not there is tried again until {@link #close}. */
    void open();

    Link link();

    /**
     * Where the devices of a member's account have registered, for whoever writes to them without the PBX. Blocks, so it is
     * not for a thread that reads.
     *
     * @return URIs as the phones wrote them; none where the PBX is out of sight, does not say in time, or alone knows the
     *     way to them
     */
    List<String> contacts(Member member, Duration patience);

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
