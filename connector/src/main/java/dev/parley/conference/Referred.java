package dev.parley.conference;

import java.time.Instant;

/**
 * Somebody had a member called in (RFC 4575 §5.7.2).
 *
 * @param by the address of whoever did, as it was proven
 * @param at when it was asked for
 */
public record Referred(String by, Instant at) {}
