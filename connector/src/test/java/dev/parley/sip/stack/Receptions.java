package dev.parley.sip.stack;

import dev.parley.chat.Rate;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sip.address.URI;

/** What takes requests in tests. */
public final class Receptions {
    private Receptions() {}

    /** Serves nothing. */
    public static Reception none(Sip sip) {
        return of(sip, List.of(), Set.of(), uri -> Optional.empty());
    }

    /** As often as anybody likes. */
    public static Reception of(
            Sip sip, List<RequestHandler> handlers, Set<String> extensions, Function<URI, Optional<RoomId>> rooms) {
        return of(sip, handlers, extensions, rooms, new Floods(new Rate(1_000_000, 1_000_000), source -> false));
    }

    static Reception of(
            Sip sip,
            List<RequestHandler> handlers,
            Set<String> extensions,
            Function<URI, Optional<RoomId>> rooms,
            Floods floods) {
        return new Reception(sip, handlers, extensions, floods, rooms, OwnDialogs.NONE, Tally.NONE, Clock.systemUTC());
    }
}
