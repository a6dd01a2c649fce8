package dev.parley.sip.notifier;

import dev.parley.conference.Description;
import dev.parley.pbx.RoomUri;
import dev.parley.room.RoomId;
import dev.parley.sip.legs.FocusUri;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/** What documents say of a room beside who is there. */
final class Descriptions {
    private final Function<RoomId, String> uris;
    private final List<String> hosts;

    /**
     * @param uris a room's address at its PBX, by which it is called
     * @param hosts what Parley calls itself
     */
    Descriptions(Function<RoomId, String> uris, List<String> hosts) {
        this.uris = uris;
        this.hosts = List.copyOf(hosts);
    }

    /**
     * The entity is the address that was subscribed to (RFC 4575 §5.2): Linphone 5.1 ignores documents of another one. It has
     * no port, since Linphone leaves that off when it subscribes.
     */
    Description of(RoomId room, URI subscribedTo) {
        String uri = uris.apply(room);
        return new Description(
                subscribedTo instanceof SipURI sip ? entity(room, sip).orElse(uri) : uri,
                room.name(),
                "",
                List.of(uri),
                OptionalInt.empty(),
                Description.of(uri, room.name()).media());
    }

    private Optional<String> entity(RoomId room, SipURI subscribedTo) {
        if (hosts.stream().noneMatch(host -> FocusUri.isAt(subscribedTo, host))) {
            return Optional.empty();
        }
        String host = subscribedTo.getHost().toLowerCase(Locale.ROOT);
        return Optional.of(FocusUri.is(subscribedTo) ? FocusUri.of(room.name(), host, "") : RoomUri.of(room, host));
    }
}
