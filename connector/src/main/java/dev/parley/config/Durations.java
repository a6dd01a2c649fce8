package dev.parley.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 5s}, {@code 2m}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    private Durations() {}

    static Kind<Duration> between(Duration least, Duration most) {
        String range = "Write a duration from " + text(least) + " to " + text(most) + ".";
        return text -> {
            Duration duration = parse(text);
            if (duration.compareTo(least) < 0) {
                throw new Unfit(text + " is less than " + text(least) + ".", range);
            }
            if (duration.compareTo(most) > 0) {
                throw new Unfit(text + " is more than " + text(most) + ".", range);
            }
            return duration;
        };
    }

    static String text(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toSeconds() % 60 == 0 && !duration.isZero()
                ? duration.toMinutes() + "m"
                : duration.toSeconds() + "s";
    }

    private static Duration parse(String text) throws Unfit {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            boolean bare = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
            throw new Unfit(
                    Words.quoted(text) + " is not a duration" + (bare ? ": the unit is missing." : "."),
                    "Write for example 500ms, 5s or 2m.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
