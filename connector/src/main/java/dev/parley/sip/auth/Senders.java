package dev.parley.sip.auth;

import dev.parley.room.Room;
import dev.parley.sip.stack.Incoming;

/** Tells who sent a request. */
@FunctionalInterface
public interface Senders {
    /** @param room the one that the request is for */
    Sender of(Incoming request, Room room);
}
