package dev.parley.sip.focus.call;

import dev.parley.sip.focus.call.SessionTimer.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Message;
import javax.sip.message.Response;

/** The session timers of one call, one for each side. Belongs to the call's strand. */
final class Sessions {
    private final Relaying relaying;
    private final Duration usual;
    private final Map<Side, SessionTimer> timers = new EnumMap<>(Side.class);

    /** @param usual where the other side names no time */
    Sessions(Relaying relaying, Duration usual) {
        this.relaying = relaying;
        this.usual = usual;
    }

    Optional<SessionTimer> of(Side side) {
        return Optional.ofNullable(timers.get(side));
    }

    void put(Side side, SessionTimer timer) {
        timers.put(side, timer);
    }

    Map<Side, SessionTimer> all() {
        return Map.copyOf(timers);
    }

    /** That side has shown that it is there. Where it waits for us to refresh, it waits all the same. */
    void heard(Side side, Instant now) {
        timers.computeIfPresent(side, (same, timer) -> timer.ours() ? timer : timer.refreshed(now));
    }

    /** That side has answered our refresh, if not in the way that it should: it is there, and is asked again in its time. */
    void refused(Side side, Instant now) {
        timers.computeIfPresent(side, (same, timer) -> timer.refreshed(now));
    }

    void asked(Side side, Instant now) {
        timers.computeIfPresent(side, (same, timer) -> timer.asked(now));
    }

    /** What a side asked for in a request, and what our 2xx says to that: less perhaps, never more (RFC 4028 §9). */
    void answer(Side side, Message request, Response ok, Instant now) {
        Optional<Asked> asked = Asked.of(request);
        boolean knows = Carried.supports(request, "timer");
        Duration interval = asked.map(Asked::interval)
                .filter(each -> each.compareTo(usual) < 0)
                .orElse(usual);
        boolean ours = asked.flatMap(Asked::refresher).map("uas"::equals).orElse(!knows);
        SessionTimer timer = new SessionTimer(atLeast(interval), ours, now);
        put(side, timer);
        if (knows) {
            relaying.session(timer, false).forEach(ok::addHeader);
        }
    }

    /** What a side says in its 2xx to a request of ours; where it says nothing, it is us who look after it. */
    void answered(Side side, Response ok, Instant now) {
        Optional<Asked> said = Asked.of(ok);
        Duration interval = said.map(Asked::interval).orElse(usual);
        boolean ours = said.flatMap(Asked::refresher).map("uac"::equals).orElse(true);
        put(side, new SessionTimer(atLeast(interval), ours, now));
    }

    /** The time until the next of them has to be looked at. */
    Duration next(Instant now) {
        return timers.values().stream()
                .map(timer -> Duration.between(now, timer.next()))
                .min(Duration::compareTo)
                .filter(left -> !left.isNegative())
                .orElse(Duration.ofSeconds(1));
    }

    /** How soon the first of those has to be asked that wait for us, after nobody did for an unknown time. */
    Optional<Duration> haste() {
        return timers.values().stream()
                .filter(SessionTimer::ours)
                .map(SessionTimer::haste)
                .min(Duration::compareTo);
    }

    private static Duration atLeast(Duration interval) {
        return interval.compareTo(SessionTimer.LEAST) < 0 ? SessionTimer.LEAST : interval;
    }
}
