package dev.parley.sip.focus.redirect;

import dev.parley.pbx.CallDoor;
import dev.parley.pbx.FocusAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What one PBX hears again and again, until it is put out. */
final class Light implements Runnable {
    /** One that gets lost does not matter, and a Parley that was killed loses calls for so long at most. */
    static final Duration LASTS = Duration.ofSeconds(5);

    private final CallDoor pbx;
    private final FocusAddress focus;
    private final BooleanSupplier takes;
    private final Duration every;
    private final Semaphore sooner = new Semaphore(0);
    private volatile boolean out;

    /** @param takes whether calls are taken now */
    Light(CallDoor pbx, FocusAddress focus, BooleanSupplier takes, Duration every) {
        this.pbx = pbx;
        this.focus = focus;
        this.takes = takes;
        this.every = every;
    }

    @Override
    public void run() {
        try {
            while (!out) {
                tell();
                sooner.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS);
            }
            pbx.takesNoCalls();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        if (takes.getAsBoolean()) {
            pbx.takesCalls(focus, LASTS);
        } else {
            pbx.takesNoCalls();
        }
    }

    /** The PBX may not have heard the last one. */
    void flash() {
        sooner.release();
    }

    void putOut() {
        out = true;
        sooner.release();
    }
}
