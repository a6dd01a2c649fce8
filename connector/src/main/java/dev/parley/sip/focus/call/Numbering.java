package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.stack.Incoming;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sip.message.Request;

/** The numbers (CSeq) that requests come with, and those that they go on with. Belongs to the call's strand. */
final class Numbering {
    /**
     * One INVITE on both sides.
     *
     * @param theirs of who sent it
     * @param ours of what it was handed on as
     */
    private record Numbers(long theirs, long ours) {}

    private final Pairs pairs;
    private final Map<Side, Numbers> invites = new EnumMap<>(Side.class);

    Numbering(Pairs pairs) {
        this.pairs = pairs;
    }

    /** An INVITE of this side has another number on the other. */
    void handedOn(Side from, long theirs, long ours) {
        invites.put(from, new Numbers(theirs, ours));
    }

    /** The number on the other side of the INVITE that this PRACK is about; it may come after the 2xx as well (RFC 3262 §3). */
    OptionalLong acknowledged(Side from, Incoming prack) {
        return Optional.ofNullable(invites.get(from))
                .filter(last -> Relaying.acknowledges(prack, last.theirs()))
                .map(last -> OptionalLong.of(last.ours()))
                .orElse(OptionalLong.empty());
    }

    /** A lower number is answered 500 (RFC 3261 §12.2.2), but not an INVITE that comes again after its 2xx (RFC 6026 §7.1). */
    boolean isInOrder(Place from, Incoming request) {
        Dialog dialog = pairs.dialog(from);
        long number = Handshake.number(request);
        if (dialog.isInOrder(number)) {
            pairs.become(from, dialog.heard(number));
            return true;
        }
        if (isRepeated(from.side(), request, number)) {
            request.answerer().forget();
        } else {
            request.answer(500);
        }
        return false;
    }

    private boolean isRepeated(Side from, Incoming request, long number) {
        return request.request().getMethod().equals(Request.INVITE)
                && Optional.ofNullable(invites.get(from))
                        .filter(last -> last.theirs() == number)
                        .isPresent();
    }
}
