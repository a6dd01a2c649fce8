package dev.parley.sip.publish;

import dev.parley.room.RoomId;

/** Who keeps the publications. */
@FunctionalInterface
interface PresenceServer {
    /** Sends it and waits for what becomes of it. */
    PublishAnswer publish(RoomId room, PublishRequest request);
}
