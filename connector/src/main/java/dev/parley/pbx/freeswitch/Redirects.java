package dev.parley.pbx.freeswitch;

import dev.parley.esl.EslEvent;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.Redirect;
import dev.parley.room.RoomId;
import java.util.Optional;
import java.util.function.Function;

/** Calls that the dialplan has sent on to the focus. */
final class Redirects {
    static final String SUBCLASS = "parley::redirect";

    private final Function<String, Optional<RoomId>> rooms;
    private final PbxListener listener;

    /** @param rooms the room of ours that a conference is, if it is one */
    Redirects(Function<String, Optional<RoomId>> rooms, PbxListener listener) {
        this.rooms = rooms;
        this.listener = listener;
    }

    void take(EslEvent event) {
        String user = event.header("Parley-User").orElse("");
        String token = event.header("Parley-Token").orElse("");
        event.header("Parley-Room")
                .flatMap(rooms)
                .filter(room -> !user.isEmpty() && !token.isEmpty())
                .ifPresent(room -> listener.redirected(new Redirect(room, user, token)));
    }
}
