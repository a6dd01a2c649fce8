package dev.parley.sip.notifier;

import dev.parley.conference.Description;
import dev.parley.pbx.RoomUri;
import dev.parley.room.RoomId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/** What documents say of a room beside who is there. */
final class Descriptions {
    private final Function<RoomId, String> uris;
    private final String host;

    /**
     * @param uris a room's address at its PBX, by which it is called
     * @param host what Parley calls itself
     */
    Descriptions(Function<RoomId, String> uris, String host) {
        this.uris = uris;
        this.host = withoutPort(host);
    }

    /**
     * The entity is the address that was subscribed to (RFC 4575 §5.2): Linphone 5.1 ignores documents of another one. It has
     * no port, since Linphone leaves that off when it subscribes.
     */
    Description of(RoomId room, URI subscribedTo) {
        String uri = uris.apply(room);
        boolean own = subscribedTo instanceof SipURI sip && sip.getHost().equalsIgnoreCase(host);
        String entity = own ? RoomUri.of(room, host.toLowerCase(Locale.ROOT)) : uri;
        return new Description(
                entity,
                room.name(),
                "",
                List.of(uri),
                OptionalInt.empty(),
                Description.of(uri, room.name()).media());
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]{1,5}$", "");
    }
}
