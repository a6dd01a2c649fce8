package dev.parley.sip.notifier;

import dev.parley.conference.Description;
import dev.parley.room.RoomId;
import java.time.Duration;

/**
 * A subscription that somebody may have.
 *
 * @param description what its documents say of the room beside who is there
 * @param span until it has to be refreshed; zero for the state of the room once, and no more
 */
record Wish(RoomId room, Description description, Admission admission, Duration span) {}
