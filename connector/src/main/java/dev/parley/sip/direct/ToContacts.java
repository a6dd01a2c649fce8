package dev.parley.sip.direct;

import dev.parley.room.Member;
import java.util.List;
import java.util.Optional;

/** Each device of the member, where it has registered. */
record ToContacts(Registrations registrations) implements Destinations {
    @Override
    public List<Destination> of(String pbx, Member member, String exceptSource) {
        return registrations.of(pbx, member).stream()
                .map(ContactUri::parse)
                .flatMap(Optional::stream)
                .filter(contact -> !contact.address().equals(exceptSource))
                .map(contact -> new Destination(contact.uri(), Optional.empty(), contact.transport()))
                .distinct()
                .toList();
    }
}
