package dev.parley.cli;

import dev.parley.config.Loopback;
import dev.parley.config.SipConfig;
import dev.parley.config.TrustedPeer;
import dev.parley.pbx.Finding;
import dev.parley.pbx.Finding.Severity;
import java.util.stream.Stream;

/** What the section {@code sip} can say without an error and had better not. */
final class SipConfigInspection {
    private SipConfigInspection() {}

    static Stream<Finding> of(SipConfig sip) {
        Stream<Finding> open = sip.senders().trusted().stream()
                .filter(peer -> Loopback.is(peer.host()) && peer.port().isEmpty())
                .map(SipConfigInspection::everybodyHere);
        return Stream.concat(open, StateInspection.of(sip));
    }

    private static Finding everybodyHere(TrustedPeer peer) {
        return new Finding(
                Severity.WARNING,
                "sip: whoever has an account on this machine can write to the rooms in anybody's name, since each port of "
                        + peer.host() + " is trusted. Name the port that your proxy sends from:",
                "trusted: [" + peer.host() + ":5060]");
    }
}
