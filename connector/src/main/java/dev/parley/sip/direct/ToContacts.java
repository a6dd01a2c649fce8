package dev.parley.sip.direct;

import dev.parley.room.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Each device of the member, where it has registered. */
final class ToContacts implements Destinations {
    private static final int MOST_REMEMBERED = 10_000;

    private final Registrations registrations;
    /** Each copy asks several times, and to read what a phone wrote costs more than the rest of it. */
    private final Map<String, Optional<ContactUri>> read = new ConcurrentHashMap<>();

    ToContacts(Registrations registrations) {
        this.registrations = registrations;
    }

    @Override
    public List<Destination> of(String pbx, Member member, String exceptSource) {
        return registrations.of(pbx, member).stream()
                .map(this::contact)
                .flatMap(Optional::stream)
                .filter(contact -> !contact.address().equals(exceptSource))
                .map(contact -> new Destination(contact.uri(), Optional.empty(), contact.transport()))
                .distinct()
                .toList();
    }

    private Optional<ContactUri> contact(String written) {
        if (read.size() >= MOST_REMEMBERED) {
            read.clear();
        }
        return read.computeIfAbsent(written, ContactUri::parse);
    }
}
