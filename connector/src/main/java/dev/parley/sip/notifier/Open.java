package dev.parley.sip.notifier;

import dev.parley.room.RoomId;

/**
 * A subscription that goes on.
 *
 * @param source the address that the first SUBSCRIBE came from
 */
record Open(
        RoomId room,
        Subscriber subscriber,
        String source,
        String eventId,
        NotifyLine line,
        Delivery delivery,
        Keeper keeper) {}
