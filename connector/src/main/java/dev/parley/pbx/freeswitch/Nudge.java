package dev.parley.pbx.freeswitch;

import dev.parley.esl.EslConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * FreeSWITCH says events of a connection 20 ms late when nothing comes over it, and at once after a command (1.11). Who waits
 * for an event sends one that does nothing; many who wait share it.
 */
final class Nudge {
    static final Duration PAUSE = Duration.ofMillis(2);
    private static final String NOTHING = "nolog";

    private final AtomicLong last = new AtomicLong(System.nanoTime());

    /** Another command went out, which does as well. */
    void given() {
        last.set(System.nanoTime());
    }

    void give(EslConnection connection) {
        long before = last.get();
        long now = System.nanoTime();
        if (now - before >= PAUSE.toNanos() / 2 && last.compareAndSet(before, now)) {
            connection.commandLater(NOTHING);
        }
    }
}
