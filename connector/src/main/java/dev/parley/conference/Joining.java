package dev.parley.conference;

import java.time.Instant;
import java.util.Optional;

/**
 * How and when a member came in (RFC 4575 §5.7.2, §5.7.4, §5.7.5).
 *
 * @param at empty where the PBX only listed the member later on: a guess would be shown as a fact
 * @param referred set where somebody had the member called in
 */
public record Joining(Optional<JoiningMethod> method, Optional<Instant> at, Optional<Referred> referred) {
    public static final Joining UNKNOWN = new Joining(Optional.empty(), Optional.empty(), Optional.empty());

    static Joining at(Instant when) {
        return new Joining(Optional.empty(), Optional.of(when), Optional.empty());
    }

    Joining calledIn(Referred by) {
        return new Joining(Optional.of(JoiningMethod.DIALED_OUT), at, Optional.of(by));
    }
}
