package dev.parley.sip.publish;

import dev.parley.room.RoomId;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when publishing begins to fail, and once when it works again: there may be a thousand rooms. */
final class LoggedServer implements PresenceServer {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedServer.class);

    private final PresenceServer server;
    private final AtomicBoolean failing = new AtomicBoolean();

    LoggedServer(PresenceServer server) {
        this.server = server;
    }

    @Override
    public PublishAnswer publish(RoomId room, PublishRequest request) {
        PublishAnswer answer = asked(room, request);
        switch (answer) {
            case PublishAnswer.Accepted accepted -> worked();
            case PublishAnswer.Forgotten forgotten -> LOG.debug("{}: the presence server has forgotten it", room);
            case PublishAnswer.TooBrief brief ->
                LOG.debug(
                        "{}: the presence server wants to keep it {} s at least",
                        room,
                        brief.least().toSeconds());
            case PublishAnswer.Refused refused -> failed(room, "it answered " + refused.code());
            case PublishAnswer.Unanswered unanswered -> failed(room, unanswered.why());
        }
        return answer;
    }

    private PublishAnswer asked(RoomId room, PublishRequest request) {
        try {
            return server.publish(room, request);
        } catch (RuntimeException e) { // whatever it was, the room must not stay as it is there for ever
            return new PublishAnswer.Unanswered(e.toString());
        }
    }

    private void worked() {
        if (failing.getAndSet(false)) {
            LOG.info("The presence server takes rooms again");
        }
    }

    private void failed(RoomId room, String why) {
        if (failing.getAndSet(true)) {
            LOG.debug("{} was not published: {}", room, why);
        } else {
            LOG.warn(
                    "The presence server did not take {}: {}. Rooms are published again and again until it does.",
                    room,
                    why);
        }
    }
}
