package dev.parley.sip.notifier;

import dev.parley.room.RoomId;
import dev.parley.sip.dialog.Dialog;
import java.time.Instant;

/**
 * A subscription as it is written down. Not to be changed lightly: what another version of Parley cannot read is dropped.
 *
 * @param subscribedTo the Request-URI of its first SUBSCRIBE
 * @param source the address that the first SUBSCRIBE came from
 * @param eventId empty if it has none
 * @param contact where requests of the dialog reach Parley
 * @param expires unless it is refreshed
 */
record Kept(
        RoomId room,
        String subscribedTo,
        Subscriber subscriber,
        String source,
        String eventId,
        String contact,
        Dialog dialog,
        Instant expires,
        Memory memory) {
    String key() {
        return dialog.id().callId() + " " + dialog.id().localTag();
    }

    Kept with(Memory newer, Dialog now) {
        return new Kept(room, subscribedTo, subscriber, source, eventId, contact, now, expires, newer);
    }

    Kept until(Instant later) {
        return new Kept(room, subscribedTo, subscriber, source, eventId, contact, dialog, later, memory);
    }

    /** With numbers set aside for so many NOTIFYs. */
    Kept ahead(int notifies) {
        return with(memory.ahead(notifies), dialog.ahead(notifies));
    }

    /** Whether who has this written down need not write that. */
    boolean covers(Kept other) {
        long own = dialog.localCseq();
        return own >= other.dialog.localCseq()
                && memory.covers(other.memory)
                && expires.equals(other.expires)
                && dialog.equals(other.dialog.ahead(Math.toIntExact(own - other.dialog.localCseq())));
    }
}
