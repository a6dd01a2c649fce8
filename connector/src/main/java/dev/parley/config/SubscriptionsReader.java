package dev.parley.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads {@code sip.subscriptions}. */
final class SubscriptionsReader {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private SubscriptionsReader() {}

    /** @param kept whether subscriptions outlive a restart: then their end at a stop would only be an interruption */
    static SubscriptionsConfig read(Section subscriptions, boolean kept) {
        Duration least = subscriptions.get("min", Durations.between(SECOND, HOUR), Duration.ofMinutes(1));
        Duration most = subscriptions.get("max", Durations.between(SECOND, DAY), HOUR);
        if (most.compareTo(least) < 0) {
            subscriptions.wrong("max", "is less than min.", "Write at least " + Durations.text(least) + ".");
        }
        return new SubscriptionsConfig(
                subscriptions.get("default", Durations.between(SECOND, DAY), HOUR),
                least,
                most,
                subscriptions.get("outsiders", Kinds.oneOf(Map.of("count", true, "refuse", false)), false),
                subscriptions.get("udp-notify", Kinds.oneOf(Map.of("reduced", true, "fragment", false)), false),
                subscriptions.get("at-stop", Kinds.oneOf(Map.of("end", true, "keep-silent", false)), !kept),
                limits(subscriptions.section("limits")),
                subscriptions.list("contacts", Hosts.range()).orElse(List.of()));
    }

    private static SubscriptionsConfig.Limits limits(Section limits) {
        return new SubscriptionsConfig.Limits(
                limits.get("per-account", Kinds.number(1, 1_000_000), 20),
                limits.get("per-source", Kinds.number(1, 1_000_000), 1_000),
                limits.get("per-room", Kinds.number(1, 1_000_000), 1_000),
                limits.get("total", Kinds.number(1, 1_000_000), 10_000));
    }
}
