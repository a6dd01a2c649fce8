package dev.parley.sip.direct;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What phones have refused, by the URI that they are written to. Forgotten after a while, since a phone may be set anew;
 * the one not used for longest makes room.
 */
final class Refusals {
    static final Duration REMEMBERED = Duration.ofHours(1);
    static final int MOST = 10_000;

    private record Refused(Instant away, String why, Set<String> types, int mostBytes, Instant forget) {
        static final Refused NOTHING = new Refused(Instant.MIN, "", Set.of(), Integer.MAX_VALUE, Instant.MAX);
    }

    private final Clock clock;
    private final SequencedMap<String, Refused> refused = new LinkedHashMap<>(16, 0.75f, true);

    Refusals(Clock clock) {
        this.clock = clock;
    }

    /** Why nothing is sent there just now, if so. */
    Optional<String> away(String uri) {
        Refused known = of(uri);
        return known.away().isAfter(clock.instant()) ? Optional.of(known.why()) : Optional.empty();
    }

    boolean takes(String uri, String type) {
        return !of(uri).types().contains(type);
    }

    /** The largest body that was not refused, in bytes. */
    int mostBytes(String uri) {
        return of(uri).mostBytes();
    }

    void away(String uri, Duration howLong, String why) {
        Instant until = clock.instant().plus(howLong);
        learn(uri, r -> new Refused(until, why, r.types(), r.mostBytes(), r.forget()));
    }

    void type(String uri, String type) {
        learn(uri, r -> new Refused(r.away(), r.why(), plus(r.types(), type), r.mostBytes(), r.forget()));
    }

    void size(String uri, int bytes) {
        learn(uri, r -> new Refused(r.away(), r.why(), r.types(), Math.min(r.mostBytes(), bytes), r.forget()));
    }

    private synchronized Refused of(String uri) {
        Refused known = refused.getOrDefault(uri, Refused.NOTHING);
        if (known.forget().isAfter(clock.instant())) {
            return known;
        }
        refused.remove(uri);
        return Refused.NOTHING;
    }

    private synchronized void learn(String uri, UnaryOperator<Refused> lesson) {
        Refused r = lesson.apply(of(uri));
        refused.put(
                uri,
                new Refused(
                        r.away(),
                        r.why(),
                        r.types(),
                        r.mostBytes(),
                        clock.instant().plus(REMEMBERED)));
        while (refused.size() > MOST) {
            refused.pollFirstEntry();
        }
    }

    private static Set<String> plus(Set<String> types, String type) {
        Set<String> more = new HashSet<>(types);
        more.add(type);
        return Set.copyOf(more);
    }
}
