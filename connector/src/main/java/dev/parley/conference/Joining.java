package dev.parley.conference;

import java.time.Instant;
import java.util.Optional;

/**
 * How and when a member came in (RFC 4575 §5.7.4, §5.7.5).
 *
 * @param at empty where the PBX only listed the member later on: a guess would be shown as a fact
 */
public record Joining(Optional<JoiningMethod> method, Optional<Instant> at) {
    public static final Joining UNKNOWN = new Joining(Optional.empty(), Optional.empty());
}
