package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.DialogId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dialogs of one call: a pair for each branch while it rings (RFC 3261 §12.1), then the one that was answered. Belongs
 * to the call's strand.
 */
final class Pairs {
    private final Calls calls;
    private final Call call;
    private final Map<String, Pair> pairs = new LinkedHashMap<>();

    /** @param calls where each dialog is known from then on as one of this call */
    Pairs(Calls calls, Call call) {
        this.calls = calls;
        this.call = call;
    }

    void add(Pair pair) {
        pairs.put(pair.client().id().localTag(), pair);
        calls.know(pair.client().id(), call);
        calls.know(pair.pbx().id(), call);
    }

    /** The branches that were not answered are no dialogs of ours any more. */
    void only(String fork) {
        List<String> others = new ArrayList<>(pairs.keySet());
        others.remove(fork);
        others.forEach(this::forget);
    }

    /** Whether there are several branches. */
    boolean isForked() {
        return pairs.size() > 1;
    }

    /** This branch is none of ours any more. */
    Pair end(String fork) {
        Pair pair = Optional.ofNullable(pairs.get(fork)).orElseThrow();
        forget(fork);
        return pair;
    }

    void clear() {
        List.copyOf(pairs.keySet()).forEach(this::forget);
    }

    private void forget(String fork) {
        Optional.ofNullable(pairs.remove(fork)).ifPresent(pair -> {
            calls.forget(pair.client().id());
            calls.forget(pair.pbx().id());
        });
    }

    Optional<Pair> first() {
        return pairs.values().stream().findFirst();
    }

    /** The branch whose dialog with the PBX has this tag of the PBX. */
    Optional<Pair> answeredBy(String pbxTag) {
        return pairs.values().stream()
                .filter(pair -> pair.pbx().id().remoteTag().equals(pbxTag))
                .findFirst();
    }

    Optional<Place> place(DialogId id) {
        for (Map.Entry<String, Pair> each : pairs.entrySet()) {
            for (Side side : Side.values()) {
                if (each.getValue().has(side, id)) {
                    return Optional.of(new Place(each.getKey(), side));
                }
            }
        }
        return Optional.empty();
    }

    /** The one dialog with this side, once the call is up. */
    Optional<Place> place(Side side) {
        return pairs.keySet().stream().findFirst().map(fork -> new Place(fork, side));
    }

    Dialog dialog(Place place) {
        return Optional.ofNullable(pairs.get(place.fork())).orElseThrow().of(place.side());
    }

    boolean has(Place place) {
        return pairs.containsKey(place.fork());
    }

    void become(Place place, Dialog dialog) {
        pairs.computeIfPresent(place.fork(), (fork, pair) -> pair.with(place.side(), dialog));
    }

    /** The dialog with the number of the next request in it. */
    Dialog next(Place place) {
        Dialog next = dialog(place).next();
        become(place, next);
        return next;
    }
}
