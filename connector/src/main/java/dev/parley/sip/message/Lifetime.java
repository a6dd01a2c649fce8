package dev.parley.sip.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Until when a message is worth showing (RFC 3428 §7). */
final class Lifetime {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private Lifetime() {}

    /**
     * The end of it; empty for a message that never gets old. It counts from when the message was written, if the sender
     * says that and his clock is not ahead of ours. {@code 0} is "now or never", which the room's own patience stands for.
     *
     * @param expires value of Expires, empty for none
     * @param date value of Date, empty for none; one that cannot be read is as good as none (RFC 3261 §8.2.2)
     */
    static Optional<Instant> end(String expires, String date, Instant received) {
        if (!SECONDS.matcher(expires).matches() || Long.parseLong(expires) == 0) {
            return Optional.empty();
        }
        Instant written = parse(date).filter(at -> at.isBefore(received)).orElse(received);
        return Optional.of(written.plusSeconds(Long.parseLong(expires)));
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
