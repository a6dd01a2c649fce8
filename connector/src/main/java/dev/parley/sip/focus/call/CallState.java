package dev.parley.sip.focus.call;

import dev.parley.sip.legs.Party;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A call that is up as it is written down: what a Parley after this one needs to go on with it. Not to be changed lightly:
 * what another version of Parley cannot read is dropped.
 *
 * @param said the last session description of each side, to ask it with whether it is still there
 */
record CallState(
        Party party,
        Contacts contacts,
        Flow flow,
        Pair pair,
        Map<Side, Said> said,
        Map<Side, Set<String>> allowed,
        Map<Side, SessionTimer> timers) {
    /** In most calls fewer requests are sent than that. */
    private static final int BLOCK = 100;
    /** So many may leave while the next block is being written down. */
    private static final int MARGIN = 10;

    String key() {
        return party.callId();
    }

    /** With numbers set aside for requests to come. */
    CallState ahead() {
        Pair numbered = new Pair(pair.client().ahead(BLOCK), pair.pbx().ahead(BLOCK));
        return new CallState(party, contacts, flow, numbered, said, allowed, timers);
    }

    /** Whether who has this written down need not write that. */
    boolean covers(CallState later) {
        return comesAfter(Side.CLIENT, later)
                && comesAfter(Side.PBX, later)
                && party.equals(later.party)
                && allowed.equals(later.allowed)
                && said.equals(later.said)
                && withoutTimes(timers).equals(withoutTimes(later.timers));
    }

    /** What they have sent since is not worth a write: a number that was seen before is only answered once more. */
    private boolean comesAfter(Side side, CallState later) {
        long ahead = pair.of(side).localCseq() - later.pair.of(side).localCseq();
        return ahead >= MARGIN
                && pair.of(side)
                        .heard(0)
                        .equals(later.pair
                                .of(side)
                                .heard(0)
                                .ahead(Math.toIntExact(Math.min(ahead, Integer.MAX_VALUE))));
    }

    private static Map<Side, SessionTimer> withoutTimes(Map<Side, SessionTimer> timers) {
        Map<Side, SessionTimer> without = new TreeMap<>(timers);
        without.replaceAll((side, timer) -> timer.refreshed(Instant.EPOCH));
        return without;
    }
}
