package dev.parley.sip.focus.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Something that is done once, at the earliest of the times that are asked for before it is. Belongs to the call's strand. */
final class Appointment {
    private final Call call;
    private final Timer timer;
    private final Clock clock;
    private final Runnable task;
    private Instant at = Instant.MAX;
    private Runnable takeBack = () -> {};

    Appointment(Call call, Timer timer, Clock clock, Runnable task) {
        this.call = call;
        this.timer = timer;
        this.clock = clock;
        this.task = task;
    }

    void within(Duration time) {
        Instant then = clock.instant().plus(time);
        if (then.isBefore(at)) {
            cancel();
            at = then;
            takeBack = timer.after(time, () -> call.later(this::due));
        }
    }

    private void due() {
        at = Instant.MAX;
        task.run();
    }

    void cancel() {
        takeBack.run();
        at = Instant.MAX;
    }
}
