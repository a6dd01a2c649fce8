package dev.parley.sip.focus.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.message.Message;

/**
 * When a side was last known to be there, and who has to ask (RFC 4028). Each side has a timer of its own, since a phone
 * that knows none is asked all the same: one that is gone without a BYE would stay in the room for ever.
 *
 * @param interval after it the session is over if nobody refreshed it
 * @param ours whether Parley has to refresh it
 * @param since the last refresh
 * @param due when Parley asks next, if it has to
 */
record SessionTimer(Duration interval, boolean ours, Instant since, Instant due) {
    /** A shorter one may be asked for by nobody (§5). */
    static final Duration LEAST = Duration.ofSeconds(90);

    private static final Duration EARLY = Duration.ofSeconds(32);
    private static final Pattern SECONDS = Pattern.compile(":\\s*([0-9]{1,9})");
    private static final Pattern FORM =
            Pattern.compile(":\\s*([0-9]{1,9})\\s*(?:;.*?refresher\\s*=\\s*(uac|uas))?.*", Pattern.DOTALL);

    /** Asks at half the interval (§10). */
    SessionTimer(Duration interval, boolean ours, Instant since) {
        this(interval, ours, since, since.plus(interval.dividedBy(2)));
    }

    SessionTimer refreshed(Instant now) {
        return new SessionTimer(interval, ours, now);
    }

    /** Parley asks now, and a little later once more if nothing has come of it by then. */
    SessionTimer asked(Instant now) {
        return new SessionTimer(interval, ours, since, now.plus(margin().dividedBy(4)));
    }

    boolean isDue(Instant now) {
        return ours && !now.isBefore(due);
    }

    /** The other side has let it go by. */
    boolean isOver(Instant now) {
        return !now.isBefore(end());
    }

    /** When it has to be looked at again. */
    Instant next() {
        return ours && due.isBefore(end()) ? due : end();
    }

    /** Who does not refresh ends the session a little before (§10). */
    private Instant end() {
        return since.plus(interval).minus(margin());
    }

    /** How soon Parley asks after it was away for an unknown time: half of what is left when it should just have asked. */
    Duration haste() {
        return interval.dividedBy(2).minus(margin()).dividedBy(2);
    }

    private Duration margin() {
        Duration third = interval.dividedBy(3);
        return third.compareTo(EARLY) < 0 ? third : EARLY;
    }

    /** Whether somebody asks to be looked after more often than anybody may (§5). */
    static boolean isTooShort(Message request) {
        return Carried.supports(request, "timer")
                && Asked.of(request)
                        .filter(asked -> asked.interval().compareTo(LEAST) < 0)
                        .isPresent();
    }

    /** The seconds that a 422 asks for (§6). */
    static Optional<String> least(Message refusal) {
        return Optional.ofNullable(refusal.getHeader("Min-SE"))
                .map(header -> SECONDS.matcher(header.toString()))
                .filter(Matcher::find)
                .map(seconds -> seconds.group(1));
    }

    /** What the Session-Expires of a message says. */
    record Asked(Duration interval, Optional<String> refresher) {
        static Optional<Asked> of(Message message) {
            if (message.getHeader("Session-Expires") == null) {
                return Optional.empty();
            }
            Matcher parts = FORM.matcher(message.getHeader("Session-Expires").toString());
            return parts.lookingAt() || parts.find()
                    ? Optional.of(new Asked(
                            Duration.ofSeconds(Long.parseLong(parts.group(1))), Optional.ofNullable(parts.group(2))))
                    : Optional.empty();
        }
    }
}
