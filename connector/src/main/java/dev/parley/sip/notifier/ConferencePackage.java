package dev.parley.sip.notifier;

import dev.parley.conference.Conference;
import dev.parley.conference.Pace;
import dev.parley.config.SipConfig;
import dev.parley.config.SubscriptionsConfig;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.sip.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conference event package at Parley's own SIP side (RFC 4575): wires its parts. */
public final class ConferencePackage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConferencePackage.class);

    /** Once round the world and back, for phones that answer. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final SubscriptionsConfig config;
    private final Notifier notifier;
    private final SubscribeHandler handler;

    /**
     * What there is to tell, to whom.
     *
     * @param conferences a room with all that is linked to it
     * @param uris a room's address at its PBX
     */
    public record Rooms(
            Function<RoomId, Room> rooms, Function<RoomId, Conference> conferences, Function<RoomId, String> uris) {}

    /** @param send sends a request and waits until it is answered or 64*T1 are over */
    public ConferencePackage(
            SipConfig own,
            Rooms rooms,
            Senders senders,
            Sip sip,
            Function<Request, Reply> send,
            Executor threads,
            Clock clock) {
        this.config = own.subscriptions();
        this.notifier = new Notifier(rooms.conferences(), Pace.RECOMMENDED, threads, clock);
        this.handler = new SubscribeHandler(
                policy(own),
                new Subscribers(senders, rooms.rooms(), sip),
                new Descriptions(rooms.uris(), own.host()),
                notifier,
                new NotifyLine.Means(sip, new Dialogs(sip), send, config.reducedOverUdp()));
    }

    private static SubscribeHandler.Policy policy(SipConfig own) {
        SubscriptionsConfig config = own.subscriptions();
        return new SubscribeHandler.Policy(
                new Terms(config.least(), config.most(), config.standard()),
                !config.outsidersCount(),
                Destinations.of(own),
                new Quotas(config.limits()),
                own.host());
    }

    public RequestHandler handler() {
        return handler;
    }

    /** What there is to tell of a room may have changed. */
    public void news(RoomId room) {
        notifier.news(room);
    }

    /** Subscriptions now. */
    public int count() {
        return notifier.count();
    }

    @Override
    public void close() {
        try {
            if (config.endAtStop() && !notifier.endAll(GOODBYE)) {
                LOG.info("{} subscribers did not answer that their subscription ends", notifier.count());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        notifier.close();
    }
}
