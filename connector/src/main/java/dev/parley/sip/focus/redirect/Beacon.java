package dev.parley.sip.focus.redirect;

import dev.parley.pbx.FocusAddress;
import dev.parley.pbx.Pbx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells PBXs again and again that calls to rooms are taken here. One that has not heard it for a while keeps its calls: a call
 * that is sent to where nobody answers is lost.
 */
public final class Beacon implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** One that gets lost does not matter, and a Parley that was killed loses calls for so long at most. */
    private static final Duration LASTS = Duration.ofSeconds(5);

    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final Map<Pbx, FocusAddress> pbxs;
    private final BooleanSupplier takes;
    private final List<Thread> lights = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param takes whether calls are taken now */
    public Beacon(Map<Pbx, FocusAddress> pbxs, BooleanSupplier takes) {
        this.pbxs = Map.copyOf(pbxs);
        this.takes = takes;
    }

    /** One thread for each PBX, so that none waits for another. */
    public void open() {
        pbxs.forEach((pbx, focus) ->
                lights.add(Thread.ofVirtual().name("focus-beacon-" + pbx.name()).start(() -> shine(pbx, focus))));
    }

    private void shine(Pbx pbx, FocusAddress focus) {
        try {
            do {
                if (takes.getAsBoolean()) {
                    pbx.takesCalls(focus, LASTS);
                } else {
                    pbx.takesNoCalls();
                }
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
            pbx.takesNoCalls();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the PBXs have been told, or do not answer. */
    @Override
    public void close() {
        closed.countDown();
        try {
            for (Thread light : lights) {
                light.join(LAST_WORD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
