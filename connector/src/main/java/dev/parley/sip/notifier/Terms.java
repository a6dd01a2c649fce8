package dev.parley.sip.notifier;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long a subscription may be had without a refresh.
 *
 * @param least what asks for less is refused; at most an hour, since only shorter ones may be (RFC 6665 §4.2.1.1)
 * @param most what asks for more gets this
 * @param standard for a SUBSCRIBE that does not say; RFC 4575 §3.3 has an hour
 */
public record Terms(Duration least, Duration most, Duration standard) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** What became of a wish. */
    public sealed interface Grant {
        /** @param span zero for a subscription that ends at once: it is taken back, or asked for once only */
        record Granted(Duration span) implements Grant {}

        /** 423 with Min-Expires. */
        record TooBrief(Duration least) implements Grant {}
    }

    /** @param asked the value of Expires */
    public Grant grant(Optional<Duration> asked) {
        Duration wish = asked.orElse(standard);
        if (wish.isPositive() && wish.compareTo(least) < 0 && wish.compareTo(HOUR) < 0) {
            return new Grant.TooBrief(least);
        }
        return new Grant.Granted(wish.compareTo(most) > 0 ? most : wish);
    }
}
