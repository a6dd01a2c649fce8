package dev.parley.sip.focus;

import dev.parley.config.FocusConfig;
import dev.parley.room.RoomId;
import dev.parley.sip.legs.FocusUri;
import dev.parley.sip.stack.Source;
import java.util.function.Function;

/** What the focus of a room calls itself (RFC 4579 §4.2). */
public final class FocusContacts {
    private final Function<RoomId, String> hosts;

    /** @param hosts of a room's focus, with {@code :port} if it is not 5060 */
    private FocusContacts(Function<RoomId, String> hosts) {
        this.hosts = hosts;
    }

    /** @param otherwise what Parley calls itself elsewhere */
    public static FocusContacts of(FocusConfig focus, String otherwise) {
        return new FocusContacts(
                room -> focus.behind(room.pbx()).map(FocusConfig.Behind::host).orElse(otherwise));
    }

    /** @param peer whose requests reach the focus by the same transport */
    public String of(RoomId room, Source peer) {
        return FocusUri.contact(room.name(), hosts.apply(room), peer.transport());
    }
}
