package dev.parley.config;

import java.time.Duration;
import java.util.List;

/**
 * Who may subscribe to rooms at Parley's own SIP side, and for how long.
 *
 * @param standard for whoever does not say for how long
 * @param least what asks for less is refused
 * @param most what asks for more gets this
 * @param outsidersCount whether somebody who is not in a room is told how many are there, rather than nothing
 * @param reducedOverUdp whether what does not fit into a datagram that no network cuts is told with less
 * @param endAtStop whether subscribers are told when Parley stops, rather than left to find out
 * @param contacts addresses and names, beside its own, that a phone may have its notifications sent to
 */
public record SubscriptionsConfig(
        Duration standard,
        Duration least,
        Duration most,
        boolean outsidersCount,
        boolean reducedOverUdp,
        boolean endAtStop,
        Limits limits,
        List<String> contacts) {
    public SubscriptionsConfig {
        contacts = List.copyOf(contacts);
    }

    /**
     * Most subscriptions at a time.
     *
     * @param perAccount of one account, or of one leg that belongs to none
     * @param perSource from one address, whoever they are; behind a proxy that is everybody
     */
    public record Limits(int perAccount, int perSource, int perRoom, int total) {}
}
