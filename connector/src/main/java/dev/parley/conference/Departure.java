package dev.parley.conference;

import java.time.Instant;
import java.util.Optional;

/**
 * How and when a member went (RFC 4575 §5.7.6, §5.7.7).
 *
 * @param method empty where the PBX did not say: then the document does not say either
 * @param at when it was noticed
 * @param by the address of whoever threw the member out, as it was proven
 */
public record Departure(Optional<DisconnectionMethod> method, Instant at, Optional<String> by) {
    static Departure unexplained(Instant at) {
        return new Departure(Optional.empty(), at, Optional.empty());
    }

    Departure noticed(Instant when) {
        return new Departure(method, when, by);
    }
}
