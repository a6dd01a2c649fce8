package dev.parley.conference;

import java.time.Instant;
import java.util.Optional;

/**
 * How and when a member went (RFC 4575 §5.7.6, §5.7.7).
 *
 * @param method empty where the PBX did not say: then the document does not say either
 * @param at when it was noticed
 */
public record Departure(Optional<DisconnectionMethod> method, Instant at) {}
