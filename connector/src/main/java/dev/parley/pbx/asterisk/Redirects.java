package dev.parley.pbx.asterisk;

import dev.parley.pbx.PbxListener;
import dev.parley.pbx.Redirect;
import dev.parley.pbx.asterisk.wire.ParleyRedirectEvent;
import dev.parley.room.RoomId;
import java.util.Optional;
import java.util.function.Function;

/** Calls that the dialplan has sent on to the focus. */
final class Redirects {
    private final Function<String, Optional<RoomId>> rooms;
    private final PbxListener listener;

    /** @param rooms the room of ours that a conference is, if it is one */
    Redirects(Function<String, Optional<RoomId>> rooms, PbxListener listener) {
        this.rooms = rooms;
        this.listener = listener;
    }

    void take(ParleyRedirectEvent event) {
        String user = Base64Text.utf8(event.getUser64());
        String token = AmiFields.text(event.getToken()).strip();
        rooms.apply(Base64Text.utf8(event.getRoom64()))
                .filter(room -> !user.isEmpty() && !token.isEmpty())
                .ifPresent(room -> listener.redirected(new Redirect(room, user, token)));
    }
}
