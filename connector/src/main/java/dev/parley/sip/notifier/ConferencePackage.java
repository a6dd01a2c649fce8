package dev.parley.sip.notifier;

import dev.parley.conference.Conference;
import dev.parley.conference.Pace;
import dev.parley.config.FocusConfig.Behind;
import dev.parley.config.SipConfig;
import dev.parley.config.SubscriptionsConfig;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.Login;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.store.Codec;
import dev.parley.sip.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sip.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conference event package at Parley's own SIP side (RFC 4575): wires its parts. */
public final class ConferencePackage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConferencePackage.class);

    /** Once round the world and back, for phones that answer. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private static final String TABLE = "subscriptions";

    private final SubscriptionsConfig config;
    private final Notifier notifier;
    private final OpenSubscriptions open;
    private final SubscribeHandler handler;
    private final Rooms rooms;

    /**
     * What there is to tell, to whom.
     *
     * @param conferences a room with all that is linked to it
     * @param uris a room's address at its PBX
     */
    public record Rooms(
            Function<RoomId, Room> rooms, Function<RoomId, Conference> conferences, Function<RoomId, String> uris) {}

    /**
     * @param send sends a request and waits until it is answered or 64*T1 are over
     * @param store has what a Parley before this one began
     */
    public ConferencePackage(
            SipConfig own,
            Rooms rooms,
            Senders senders,
            Sip sip,
            Function<Request, Reply> send,
            Store store,
            Executor threads,
            Clock clock) {
        this.config = own.subscriptions();
        this.rooms = rooms;
        this.notifier = new Notifier(rooms.conferences(), Pace.RECOMMENDED, threads, clock);
        NotifyLine.Means means =
                new NotifyLine.Means(sip, new Dialogs(sip), send, account(own, sip), config.reducedOverUdp());
        SubscribeHandler.Policy policy = policy(own);
        this.open = new OpenSubscriptions(
                policy,
                new Descriptions(rooms.uris(), hosts(own)),
                notifier,
                means,
                store.table(TABLE, Codec.json(Kept.class)),
                clock);
        this.handler = new SubscribeHandler(policy, new Subscribers(senders, rooms.rooms(), sip), open, means);
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

    private static List<String> hosts(SipConfig own) {
        return Stream.concat(
                        Stream.of(own.host()),
                        own.focus().stream()
                                .flatMap(focus -> focus.pbxs().stream())
                                .map(Behind::host))
                .toList();
    }

    private static Optional<ProxyAccount> account(SipConfig own, Sip sip) {
        return own.direct()
                .proxy()
                .flatMap(proxy -> proxy.login()
                        .map(login -> ProxyAccount.at(
                                proxy.uri(),
                                new Login(login.user(), login.secret().value()),
                                sip)));
    }

    public RequestHandler handler() {
        return handler;
    }

    /** Goes on with the subscriptions of a Parley before this one; call it before any request comes in. */
    public void resume() {
        open.resume();
    }

    /** What is in the rooms of this PBX can be known from now on. */
    public void inSight(String pbx) {
        notifier.inSight(pbx);
    }

    /** SUBSCRIBE inside of a call through Parley. The leg may not have come into the room yet: then it is told once it has. */
    public void inCall(Party party, FocusCalls calls, Incoming subscribe) {
        Subscriber subscriber = rooms.rooms().apply(party.room()).members().stream()
                .filter(member -> member.leg().callId().equals(party.callId()))
                .map(Subscriber::leg)
                .findFirst()
                .orElseGet(() -> Subscriber.account(party.user()));
        handler.inCall(party, subscriber, subscribe, new InCallLine(calls, party));
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
        open.close();
        notifier.close();
    }
}
