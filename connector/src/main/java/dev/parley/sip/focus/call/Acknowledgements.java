package dev.parley.sip.focus.call;

import dev.parley.sip.stack.Incoming;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The 2xx to INVITEs that wait for their ACK, one for each side at most. Belongs to the call's strand. */
final class Acknowledgements {
    private final Call call;
    private final Timer timer;
    private final Pairs pairs;
    private final Map<Side, Handshake> waiting = new EnumMap<>(Side.class);

    Acknowledgements(Call call, Timer timer, Pairs pairs) {
        this.call = call;
        this.timer = timer;
        this.pairs = pairs;
    }

    /** Sends the 2xx, and repeats it until the ACK comes. */
    void await(Place place, Handshake handshake) {
        waiting.put(place.side(), handshake);
        String tag = pairs.dialog(place).id().localTag();
        handshake.invite().answerer().answer(handshake.response(), tag);
        repeatLater(place.side(), handshake, Handshake.T1, Duration.ZERO);
    }

    private void repeatLater(Side side, Handshake handshake, Duration delay, Duration waited) {
        timer.after(delay, () -> call.later(() -> repeat(side, handshake, delay, waited.plus(delay))));
    }

    private void repeat(Side side, Handshake handshake, Duration delay, Duration waited) {
        if (waiting.get(side) != handshake) {
            return;
        }
        if (waited.compareTo(Handshake.PATIENCE) >= 0) {
            call.end(Reason.NO_ACK);
            forget(side);
            call.settle(side);
            return;
        }
        handshake.repeat();
        repeatLater(side, handshake, Handshake.next(delay), waited);
    }

    boolean isAwaited(Side side) {
        return waiting.containsKey(side);
    }

    /** The 2xx that this is the ACK of, which is waited for no more. */
    Optional<Handshake> came(Side side, Incoming ack) {
        Optional<Handshake> acked = Optional.ofNullable(waiting.get(side)).filter(each -> each.isAckedBy(ack));
        acked.ifPresent(done -> forget(side));
        return acked;
    }

    /** The number of the INVITE to this side whose ACK waits for that of the other. */
    OptionalLong held(Side side) {
        return Optional.ofNullable(waiting.get(side.other()))
                .map(Handshake::held)
                .orElse(OptionalLong.empty());
    }

    void forget(Side side) {
        waiting.remove(side);
    }
}
