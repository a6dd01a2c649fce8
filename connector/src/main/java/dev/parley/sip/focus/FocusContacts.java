package dev.parley.sip.focus;

import dev.parley.config.FocusConfig;
import dev.parley.room.RoomId;
import dev.parley.sip.legs.FocusUri;
import dev.parley.sip.stack.Source;
import java.util.function.BiFunction;

/** What the focus of a room calls itself (RFC 4579 §4.2). */
public final class FocusContacts {
    private final BiFunction<RoomId, String, String> hosts;

    /** @param hosts of a room's focus by transport, with {@code :port} if it is not the usual one */
    private FocusContacts(BiFunction<RoomId, String, String> hosts) {
        this.hosts = hosts;
    }

    /** @param otherwise what Parley calls itself elsewhere */
    public static FocusContacts of(FocusConfig focus, String otherwise) {
        return new FocusContacts((room, by) ->
                focus.behind(room.pbx()).map(behind -> behind.host(by)).orElse(otherwise));
    }

    /** @param peer whose requests reach the focus by the same transport */
    public String of(RoomId room, Source peer) {
        return FocusUri.contact(room.name(), hosts.apply(room, peer.transport()), peer.transport());
    }
}
