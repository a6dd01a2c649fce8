package dev.parley.pbx.asterisk;

import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import java.util.concurrent.CountDownLatch;
import org.asteriskjava.manager.event.ManagerEvent;

/** What the adapter's one thread works through, in the order of the wire. */
sealed interface Item {
    record Up(AmiSession session) implements Item {}

    record Event(ManagerEvent event) implements Item {}

    record Reply(String action, AmiReply reply) implements Item {}

    record Down(String why) implements Item {}

    /** What an {@link Inquiry} found out. */
    record Described(RoomEvent.Described facts) implements Item {}

    /** A channel that is just being swapped answers nothing (seen on 22.10). */
    record Unanswered(MemberId member) implements Item {}

    /** Tells whoever waits that all before it has been applied. */
    record Barrier(CountDownLatch applied) implements Item {}

    /** Time to look whether a list is due. */
    record Tick() implements Item {}
}
