package dev.parley.sip.focus.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks both sides in time whether they are still there, and ends the call of one that is not. Belongs to the call's strand. */
final class Liveness {
    private final Call call;
    private final Signalling line;
    private final Pairs pairs;
    private final Sessions sessions;
    private final Offers offers;
    private final Appointment pbx;
    private Runnable noCheck = () -> {};

    Liveness(Call call, Signalling line, Pairs pairs, Sessions sessions, Offers offers) {
        this.call = call;
        this.line = line;
        this.pairs = pairs;
        this.sessions = sessions;
        this.offers = offers;
        this.pbx = new Appointment(call, line.timer(), line.clock(), () -> look(Side.PBX));
    }

    void begin() {
        check();
    }

    /** After nobody has asked for an unknown time. */
    void resume(Duration soon) {
        check();
        Duration haste =
                sessions.haste().filter(less -> less.compareTo(soon) < 0).orElse(soon);
        line.timer().after(haste, () -> call.later(() -> look(Side.values())));
    }

    void lookAtPbx(Duration soon) {
        pbx.within(soon);
    }

    void end() {
        noCheck.run();
        pbx.cancel();
    }

    private void look(Side... sides) {
        for (Side side : sides) {
            if (!call.isOver()) {
                pairs.place(side).ifPresent(offers::refresh);
            }
        }
        call.keep();
    }

    private void check() {
        if (call.isOver()) {
            return;
        }
        Instant now = line.clock().instant();
        for (Side side : Side.values()) {
            Optional<SessionTimer> timer = sessions.of(side);
            if (timer.filter(each -> each.isOver(now)).isPresent()) {
                call.end(Reason.SESSION_OVER);
                return;
            }
            if (timer.filter(each -> each.isDue(now)).isPresent()) {
                sessions.asked(side, now);
                pairs.place(side).ifPresent(offers::refresh);
            }
        }
        noCheck = line.timer().after(sessions.next(now), () -> call.later(this::check));
    }
}
