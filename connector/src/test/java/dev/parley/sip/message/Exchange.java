package dev.parley.sip.message;

import dev.parley.chat.ClientProfile;
import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Copy;
import dev.parley.chat.Courier;
import dev.parley.chat.Lanes;
import dev.parley.chat.Limits;
import dev.parley.chat.Links;
import dev.parley.chat.Notice;
import dev.parley.chat.Notices;
import dev.parley.chat.Outcome;
import dev.parley.chat.OwnCalls;
import dev.parley.chat.Part;
import dev.parley.chat.Rate;
import dev.parley.chat.Recipients;
import dev.parley.chat.Relay;
import dev.parley.chat.RelayListener;
import dev.parley.chat.Route;
import dev.parley.chat.Rules;
import dev.parley.chat.Traces;
import dev.parley.config.ConfigFile;
import dev.parley.config.SenderConfig;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import dev.parley.sip.RoomAddresses;
import dev.parley.sip.auth.Identities;
import dev.parley.sip.dialog.DialogRequests;
import dev.parley.sip.legs.Callers;
import dev.parley.sip.stack.ListeningAddress;
import dev.parley.sip.stack.Reception;
import dev.parley.sip.stack.Receptions;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.StackException;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/** A SIP side with one room, 3001, and what its members read; the way to their phones is a list. */
final class Exchange implements AutoCloseable {
    static final RoomId ROOM = new RoomId("main", "3001");
    private static final ClientProfile PLAIN =
            new ClientProfile("plain", Pattern.compile("."), Route.OUT_OF_DIALOG, true, true);
    private static final ClientProfile RICH = new ClientProfile(
            "rich", Pattern.compile("^Rich"), Route.OUT_OF_DIALOG, true, false, Set.of(ClientProfile.Ability.values()));

    final List<String> read = new CopyOnWriteArrayList<>();
    final List<String> whispered = new CopyOnWriteArrayList<>();
    final Traces traces = new Traces(100, trace -> {});
    final int port;
    private final Rooms rooms;
    private final Transport transport;
    private final Reception reception;

    Exchange(int port, SenderConfig senders, Rate rate) throws Exception {
        this.port = port;
        Executor threads = Thread::startVirtualThread;
        Clock clock = Clock.systemUTC();
        Sip sip = new Sip();
        RoomAddresses addresses =
                new RoomAddresses(ConfigFile.parse("x", """
                pbx: [{name: main, asterisk: {secret: x, domain: pbx.example}, rooms: [{match: "30.."}]}]
                """, Map.of()).pbxs());
        this.rooms = new Rooms(threads, List.of());
        var profiles = new ClientProfiles(List.of(RICH), PLAIN);
        Links links = new Links(List.of());
        Whisper whisper = (room, member, type, body) ->
                whispered.add(member.name() + " " + type + " " + new String(body, StandardCharsets.UTF_8));
        Receipts receipts =
                new Receipts(links, addresses::uri, whisper::toMember, Duration.ofMillis(50), threads, clock);
        RelayListener listener = RelayListener.all(List.of(traces, receipts));
        Courier courier = new Readers();
        Relay relay = new Relay(
                rooms,
                links,
                Rules.of(Set.of("text/plain"), 1000, rate, rate, Duration.ofMinutes(1)),
                OwnCalls.NONE,
                new Recipients(profiles, pbx -> false, OwnCalls.NONE, Duration.ofSeconds(30)),
                new Lanes(pbx -> courier, 100, listener, threads, clock),
                new Notices(pbx -> courier, listener, threads),
                listener);
        RoomMessages messages = new RoomMessages(
                rooms,
                relay,
                new Identities(
                        senders, Set.of("pbx.example"), uri -> addresses.room(sip.uri(uri)), Callers.NONE, clock),
                new Envelopes(addresses::room, sip),
                new Typing(rooms, links, profiles, whisper, clock),
                receipts,
                new Answers(sip, rate),
                sip,
                threads,
                clock);
        this.transport = new Transport(
                new Transport.Ways(
                        List.of(new ListeningAddress("udp", "127.0.0.1", port)), Optional.empty(), Duration.ofHours(1)),
                sip,
                threads,
                Tally.NONE);
        this.reception = Receptions.of(
                sip,
                List.of(new DialogRequests("MESSAGE", request -> false, messages::came)),
                Set.of(),
                addresses::room);
    }

    void open() throws StackException {
        transport.open(reception);
    }

    /** The members that there are from now on. */
    void members(Member... members) throws InterruptedException {
        rooms.happened(new RoomEvent.Snapshot(ROOM, List.of(members), false, Instant.now()));
        settle();
        read.clear();
        whispered.clear();
    }

    void settle() throws InterruptedException {
        if (!rooms.awaitApplied(Duration.ofSeconds(10))) {
            throw new AssertionError("the room is busy");
        }
    }

    /** A member whose PBX wants a password, so that no claim proves anything. */
    static Member member(String user, String source, String agent) {
        return new Member(
                new MemberId(user),
                new Identity(user, user + ",+49" + user, true),
                user,
                Set.of(),
                new Leg("call-" + user, agent, Set.of("MESSAGE"), source));
    }

    private final class Readers implements Courier {
        @Override
        public Limits limits(Route route, Copy copy) {
            return new Limits(100_000, true);
        }

        @Override
        public Outcome send(Part part) {
            String reader = part.copy().to().name();
            read.add(reader + ": " + part.body()
                    + part.copy().html().map(html -> " | " + html).orElse(""));
            return reader.equals("dead") ? new Outcome.Refused("486") : new Outcome.HandedOver();
        }

        @Override
        public Outcome answer(Notice notice) {
            read.add("NOTICE " + notice.words());
            return new Outcome.HandedOver();
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
