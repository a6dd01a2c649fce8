package dev.parley.chat;

import java.time.Instant;
import java.util.Optional;

/**
 * One copy has come to its end.
 *
 * @param route the last one tried, if any
 * @param parts how many messages it took
 */
public record Settled(Copy copy, Optional<Route> route, int parts, Outcome outcome, Instant at) {}
