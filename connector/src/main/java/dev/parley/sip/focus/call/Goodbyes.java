package dev.parley.sip.focus.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Request;

/** The BYEs of a call. Belongs to the call's strand. */
final class Goodbyes {
    private final Call call;
    private final Signalling line;
    private final Pairs pairs;
    private final Relaying relaying;
    private final Acknowledgements acknowledgements;
    private final Map<Side, Reason> owed = new EnumMap<>(Side.class);
    /** Those that are not answered yet. */
    private int underWay;

    Goodbyes(Call call, Signalling line, Pairs pairs, Relaying relaying, Acknowledgements acknowledgements) {
        this.call = call;
        this.line = line;
        this.pairs = pairs;
        this.relaying = relaying;
        this.acknowledgements = acknowledgements;
    }

    /** Whoever has not acknowledged our 2xx must not get a BYE before he has, or time is out (RFC 3261 §15). */
    void say(Place place, Reason reason) {
        if (acknowledgements.isAwaited(place.side())) {
            owed.put(place.side(), reason);
            return;
        }
        acknowledgements.held(place.side()).ifPresent(number -> relaying.ack(place, number, Optional.empty()));
        send(place, reason);
    }

    private void send(Place place, Reason reason) {
        Request bye = line.dialogs().request(pairs.next(place), Request.BYE);
        reason.values().forEach(value -> bye.addHeader(line.sip().header("Reason", value)));
        underWay++;
        line.outbox()
                .begin(bye, provisional -> {})
                .whenDone(reply -> call.later(() -> {
                    underWay--;
                    call.forgetIfOver();
                }));
    }

    /** This side waits for nothing any more. */
    void settle(Side side) {
        Optional.ofNullable(owed.remove(side))
                .ifPresent(reason -> pairs.place(side).ifPresent(place -> send(place, reason)));
    }

    /** This side has hung up itself. */
    void spare(Side side) {
        owed.remove(side);
    }

    boolean isAnyOwed() {
        return !owed.isEmpty();
    }

    boolean isAnyUnanswered() {
        return underWay > 0;
    }
}
