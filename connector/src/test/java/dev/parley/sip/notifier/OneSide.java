package dev.parley.sip.notifier;

import dev.parley.conference.Attendances;
import dev.parley.config.Config;
import dev.parley.config.ConfigFile;
import dev.parley.config.SipConfig;
import dev.parley.room.Member;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import dev.parley.sip.RoomAddresses;
import dev.parley.sip.auth.Identities;
import dev.parley.sip.legs.Callers;
import dev.parley.sip.stack.ListeningAddress;
import dev.parley.sip.stack.Receptions;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.Transport;
import dev.parley.sip.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parley's SIP side on real sockets, as far as subscriptions need it, with a room that is what a test says. */
final class OneSide implements AutoCloseable {
    private final Store store;
    private final Rooms rooms;
    private final Attendances attendances =
            new Attendances(room -> Set.of(), pbx -> "pbx.example", Clock.systemUTC(), this::news);
    private final ConferencePackage subscriptions;
    private final Transport transport;

    OneSide(int port, Path state) throws Exception {
        this.store = Store.open(state);
        Config config = ConfigFile.parse("x", """
                pbx: [{name: main, asterisk: {secret: x, domain: pbx.example}, rooms: [{match: "30.."}]}]
                sip: {listen: ["udp:127.0.0.1:%d"], state: %s}
                """.formatted(port, state), Map.of());
        SipConfig own = config.sip().orElseThrow();
        Sip sip = new Sip();
        RoomAddresses addresses = new RoomAddresses(config.pbxs());
        Clock clock = Clock.systemUTC();
        this.rooms = new Rooms(Thread::startVirtualThread, List.of(attendances));
        this.subscriptions = new ConferencePackage(
                own,
                new ConferencePackage.Rooms(rooms::get, attendances::conference, addresses::uri),
                new Identities(
                        own.senders(), Set.of("pbx.example"), uri -> addresses.room(sip.uri(uri)), Callers.NONE, clock),
                sip,
                request -> transport().outbox().ask(request, Duration.ofSeconds(40)),
                store,
                Thread::startVirtualThread,
                clock);
        this.transport = new Transport(
                new Transport.Ways(
                        List.of(new ListeningAddress("udp", "127.0.0.1", port)), Optional.empty(), Duration.ofHours(1)),
                sip,
                Thread::startVirtualThread,
                Tally.NONE);
        subscriptions.resume();
        transport.open(Receptions.of(sip, List.of(subscriptions.handler()), Set.of(), addresses::room));
    }

    private Transport transport() {
        return transport;
    }

    private void news(RoomId room) {
        subscriptions.news(room);
    }

    /** What the PBX lists, which it does once it is attached to. */
    void lists(Member... members) throws InterruptedException {
        rooms.happened(new RoomEvent.Snapshot(Given.ROOM, List.of(members), false, Instant.now()));
        if (!rooms.awaitApplied(Duration.ofSeconds(10))) {
            throw new AssertionError("the room is busy");
        }
    }

    void inSight() {
        subscriptions.inSight("main");
    }

    int count() {
        return subscriptions.count();
    }

    void stop() {
        subscriptions.close();
        close();
    }

    /** Without a word, as if it was killed. */
    @Override
    public void close() {
        transport.close();
        store.close();
    }
}
