package dev.parley.sip.direct;

import dev.parley.room.Member;
import java.util.List;
import java.util.Optional;

/** The member's address of record, through a proxy that knows where its devices are (RFC 3261 §8.1.2, a preloaded Route). */
record ThroughProxy(String proxy, Addresses addresses) implements Destinations {
    /** A proxy forks to every device, the one that the text came from too: such a copy is left to the PBX. */
    @Override
    public List<Destination> of(String pbx, Member member, String exceptSource) {
        if (!exceptSource.isEmpty() || !member.identity().isKnown()) {
            return List.of();
        }
        String transport = ContactUri.parse(proxy).map(ContactUri::transport).orElse("udp");
        return List.of(new Destination(addresses.of(pbx, member), Optional.of("<" + proxy + ">"), transport));
    }
}
