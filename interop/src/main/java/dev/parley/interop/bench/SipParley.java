package dev.parley.interop.bench;

import dev.parley.chat.Claim;
import dev.parley.chat.Lanes;
import dev.parley.chat.Links;
import dev.parley.chat.Notices;
import dev.parley.chat.OwnCalls;
import dev.parley.chat.Rate;
import dev.parley.chat.Recipients;
import dev.parley.chat.Relay;
import dev.parley.chat.RelayListener;
import dev.parley.chat.Rules;
import dev.parley.chat.Text;
import dev.parley.chat.TextId;
import dev.parley.chat.Traces;
import dev.parley.config.ConfigFile;
import dev.parley.config.DirectConfig;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import dev.parley.sip.direct.Addresses;
import dev.parley.sip.direct.Direct;
import dev.parley.sip.direct.DirectCourier;
import dev.parley.sip.stack.Floods;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.ListeningAddress;
import dev.parley.sip.stack.OwnDialogs;
import dev.parley.sip.stack.Reception;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.StackException;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Parley from its SIP stack to its SIP stack, with all that it does of a text between; only the PBX is not there. */
final class SipParley implements SipContender, RequestHandler {
    private static final RoomId ROOM = new RoomId("main", "3001");
    private static final Member WRITER = member("writer");
    private static final Rate ANY = new Rate(1e6, 1_000_000);

    private final Executor threads = Thread::startVirtualThread;
    private final Clock clock = Clock.systemUTC();
    private final Sip sip = new Sip();
    private final Rooms rooms = new Rooms(threads, List.of());
    private final Transport transport;
    private final Relay relay;

    SipParley(int port, int phones) throws StackException {
        this.transport = new Transport(
                new Transport.Ways(
                        List.of(new ListeningAddress("udp", "127.0.0.1", port)), Optional.empty(), Duration.ofHours(1)),
                sip,
                threads,
                Tally.NONE);
        DirectCourier courier = new Direct(
                        new DirectConfig(Set.of(ROOM.pbx()), Optional.empty()),
                        (pbx, member) -> List.of("sip:" + member.id() + "@127.0.0.1:" + phones),
                        Optional.empty(),
                        new Addresses(room -> "sip:" + room.name() + "@127.0.0.1:" + port, pbx -> "127.0.0.1:" + port),
                        sip,
                        transport.outbox(),
                        threads,
                        clock)
                .courier(text -> Optional.empty());
        RelayListener traces = new Traces(1_000, trace -> {});
        this.relay = new Relay(
                rooms,
                Links.NONE,
                Rules.of(Set.of("text/plain"), 10_000, ANY, ANY, Duration.ofSeconds(1)),
                OwnCalls.NONE,
                new Recipients(
                        ConfigFile.defaults(List.of()).profiles(), pbx -> true, OwnCalls.NONE, Duration.ofMinutes(1)),
                new Lanes(pbx -> courier, 100, traces, threads, clock),
                new Notices(pbx -> courier, traces, threads),
                traces);
        transport.open(new Reception(
                sip,
                List.of(this),
                Set.of(),
                new Floods(ANY, source -> false),
                uri -> Optional.of(ROOM),
                OwnDialogs.NONE,
                Tally.NONE,
                clock));
    }

    private static Member member(String name) {
        return new Member(new MemberId(name), new Identity(name, name, true), name, Set.of(), Leg.UNKNOWN);
    }

    @Override
    public void members(int count) throws InterruptedException {
        List<Member> all = Stream.concat(
                        Stream.of(WRITER), IntStream.range(0, count).mapToObj(i -> member("m" + i)))
                .toList();
        rooms.happened(new RoomEvent.Snapshot(ROOM, all, false, clock.instant()));
        rooms.awaitApplied(Duration.ofSeconds(10));
    }

    @Override
    public String method() {
        return "MESSAGE";
    }

    @Override
    public void handle(Incoming request) {
        Instant now = clock.instant();
        byte[] body = request.body();
        relay.said(
                new Text(
                        new TextId(UUID.randomUUID().toString()),
                        ROOM,
                        new Claim("writer", "", request.source().address(), "udp", Optional.of(WRITER.id())),
                        request.contentType(),
                        new String(body, StandardCharsets.UTF_8),
                        body.length,
                        request.header("Call-ID").orElse(""),
                        "1 MESSAGE",
                        false,
                        false,
                        now),
                relayed -> request.answer(202));
    }

    @Override
    public void close() {
        transport.close();
    }
}
