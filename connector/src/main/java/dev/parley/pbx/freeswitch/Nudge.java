package dev.parley.pbx.freeswitch;

import dev.parley.esl.EslConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * FreeSWITCH says events of a connection 20 ms late when nothing comes over it, and at once after a command (1.11). While
 * somebody waits for an event, one that does nothing is sent now and then: by one thread, however many wait.
 */
final class Nudge {
    private static final Duration PAUSE = Duration.ofMillis(2);
    /** What has not been said by then waits for something else than this connection, such as a phone's own answer. */
    private static final int MOST_IN_A_ROW = 10;

    private static final Duration UNHURRIED = Duration.ofMillis(20);
    private static final String NOTHING = "nolog";

    private final BooleanSupplier wanted;
    private final AtomicBoolean atWork = new AtomicBoolean();
    private volatile Optional<EslConnection> connection = Optional.empty();
    /** Another command went out, which does as well. */
    private volatile boolean spared;

    /** @param wanted whether anybody waits */
    Nudge(BooleanSupplier wanted) {
        this.wanted = wanted;
    }

    /** A command went out, and somebody waits for what comes of it. */
    void awaited(EslConnection over) {
        if (connection.filter(known -> known == over).isEmpty()) {
            connection = Optional.of(over);
        }
        spared = true;
        begin();
    }

    private void begin() {
        if (wanted.getAsBoolean() && atWork.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::work);
        }
    }

    private void work() {
        try {
            int inARow = 0;
            while (wanted.getAsBoolean()) {
                Thread.sleep(inARow < MOST_IN_A_ROW ? PAUSE : UNHURRIED);
                inARow = spared ? 0 : inARow + 1;
                if (inARow > 0) {
                    connection.ifPresent(over -> over.commandLater(NOTHING));
                }
                spared = false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atWork.set(false);
            begin(); // whoever began to wait a moment ago saw this at work
        }
    }
}
