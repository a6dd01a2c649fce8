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
 */
record SessionTimer(Duration interval, boolean ours, Instant since) {
    /** A shorter one may be asked for by nobody (§5). */
    static final Duration LEAST = Duration.ofSeconds(90);

    private static final Duration EARLY = Duration.ofSeconds(32);
    private static final Pattern FORM =
            Pattern.compile(":\\s*([0-9]{1,9})\\s*(?:;.*?refresher\\s*=\\s*(uac|uas))?.*", Pattern.DOTALL);

    SessionTimer refreshed(Instant now) {
        return new SessionTimer(interval, ours, now);
    }

    /** Half the interval has gone (§10). */
    boolean isDue(Instant now) {
        return ours && !now.isBefore(since.plus(interval.dividedBy(2)));
    }

    /** The other side has let it go by. */
    boolean isOver(Instant now) {
        return !now.isBefore(end());
    }

    /** When it has to be looked at again. */
    Instant next() {
        return ours ? since.plus(interval.dividedBy(2)) : end();
    }

    /** Who does not refresh ends the session a little before (§10). */
    private Instant end() {
        Duration third = interval.dividedBy(3);
        return since.plus(interval).minus(third.compareTo(EARLY) < 0 ? third : EARLY);
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
