package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import dev.parley.interop.FreePort;
import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A Parley with a SIP side, whose rooms hold whom a test puts there: its PBX is out of reach. */
final class SipRooms implements AutoCloseable {
    private final int port = FreePort.udpAndTcp();
    private final Parley parley;

    /** @param subscriptions the keys of {@code sip.subscriptions}, on one line */
    SipRooms(String subscriptions) {
        this(subscriptions, "");
    }

    /** @param more keys of {@code sip}, each on a line of its own */
    SipRooms(String subscriptions, String more) {
        String yaml = """
                pbx:
                  - name: main
                    asterisk: {secret: x, domain: pbx.example, port: 1}
                    rooms: [{match: "30[0-9]{2}"}]
                admin: {enabled: no}
                sip:
                  listen: ["udp:127.0.0.1:%1$d", "tcp:127.0.0.1:%1$d"]
                  rate-per-source: 9000/s burst 9000
                  subscriptions: {%2$s}
                """.formatted(port, subscriptions) + more.indent(2);
        try {
            this.parley = Parley.start(ConfigFile.parse("parley.yaml", yaml, Map.of()));
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.errors().toString(), e);
        }
    }

    int port() {
        return port;
    }

    static RoomId id(String room) {
        return new RoomId("main", room);
    }

    Room room(String room) {
        return parley.rooms().get(id(room));
    }

    /** A phone whose call is in the room: what comes from its address is from it. */
    Subscriber member(String room, String user, Flag... flags) {
        Subscriber phone = new Subscriber(user, port);
        joins(room, leg(user, phone.address(), flags));
        awaitHappened(room);
        return phone;
    }

    static Member leg(String user, String source, Flag... flags) {
        return new Member(
                new MemberId("leg-of-" + user),
                new Identity(user, user, true),
                user.toUpperCase(Locale.ROOT),
                Set.of(flags),
                new Leg("call-" + user, "Phone of " + user, Set.of(), source));
    }

    void joins(String room, Member member) {
        parley.rooms().happened(new RoomEvent.Joined(id(room), member, Instant.now()));
    }

    void leaves(String room, String user) {
        parley.rooms().happened(new RoomEvent.Left(id(room), new MemberId("leg-of-" + user)));
    }

    void ends(String room) {
        parley.rooms().happened(new RoomEvent.Ended(id(room)));
    }

    /** Returns when all that happened in the room before has been taken in. */
    void awaitHappened(String room) {
        CountDownLatch done = new CountDownLatch(1);
        parley.rooms().inOrder(id(room), known -> done.countDown());
        try {
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    void happens(RoomEvent event) {
        parley.rooms().happened(event);
    }

    @Override
    public void close() {
        parley.close();
    }
}
