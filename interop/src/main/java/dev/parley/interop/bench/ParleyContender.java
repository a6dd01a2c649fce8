package dev.parley.interop.bench;

import dev.parley.Parley;
import dev.parley.chat.Rate;
import dev.parley.config.AsteriskConfig;
import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.connector.Settings;
import dev.parley.pbx.PbxState;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.Optional;

/** The product as it is shipped, but for the limits on how much one sender may write. */
record ParleyContender(AsteriskServer asterisk) implements Contender {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHIPPED_RECONCILE = Duration.ofSeconds(5);
    private static final Duration SHIPPED_SILENCE = Duration.ofSeconds(15);
    private static final RoomId ROOM = new RoomId("main", Crowd.ROOM);

    @Override
    public Attached attach(int members) {
        var settings = new Settings(
                asterisk,
                asterisk.amiPort(),
                new AsteriskConfig.Door.UserEvent(),
                false,
                Optional.of(new Rate(1e6, 1_000_000)),
                SHIPPED_RECONCILE,
                SHIPPED_SILENCE,
                Optional.empty(),
                Optional.empty());
        Parley parley = Parley.start(settings.config());
        boolean ready = Await.answer(
                        PATIENCE,
                        () -> Optional.of(true)
                                .filter(yes -> parley.states().stream().allMatch(PbxState::isUp)
                                        && parley.rooms().get(ROOM).members().size() == members))
                .isPresent();
        if (!ready) {
            parley.close();
            throw new IllegalStateException("Parley did not see the room: " + parley.states());
        }
        return parley::close;
    }
}
