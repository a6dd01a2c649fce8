package dev.parley.sip.focus.control;

import static org.awaitility.Awaitility.await;

import dev.parley.chat.Copy;
import dev.parley.chat.Limits;
import dev.parley.chat.Notice;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.chat.Route;
import dev.parley.conference.Attendances;
import dev.parley.config.ConfigFile;
import dev.parley.config.SipConfig;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.FocusAddress;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Link;
import dev.parley.pbx.Move;
import dev.parley.pbx.Pbx;
import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import dev.parley.sip.auth.From;
import dev.parley.sip.auth.Sender;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.legs.Party;
import dev.parley.sip.legs.Reach;
import dev.parley.sip.stack.ListeningAddress;
import dev.parley.sip.stack.Receptions;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.Transport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sip.message.Request;

/** A SIP side that serves REFER for room 3001, whose PBX does what a test says. Alice is its chair. */
final class Stage implements AutoCloseable {
    static final RoomId ROOM = new RoomId("main", "3001");
    static final Member ALICE = member("1", "alice", Flag.ADMIN);
    static final Member BOB = member("2", "bob");

    private static final String CONFIG = """
            pbx: [{name: main, asterisk: {secret: x, domain: pbx.example}, rooms: [{match: "30.."}]}]
            sip:
              listen: ["udp:127.0.0.1:5060"]
              focus:
                pbx: [{name: main, host: conf.pbx.example, calls: "127.0.0.1:5060"}]
                control:
                  transfer: %s
                  invite: [{who: "10[0-9]{2}"}]
                  limits: {rate-per-user: %s, rate-per-room: 100/s burst 100}
            """;

    final List<Invitation> dialled = new CopyOnWriteArrayList<>();
    final List<MemberId> removed = new CopyOnWriteArrayList<>();
    final List<Move> moved = new CopyOnWriteArrayList<>();
    final List<Invitation> calledOff = new CopyOnWriteArrayList<>();
    final Attendances attendances =
            new Attendances(room -> Set.of(), pbx -> "pbx.example", Clock.systemUTC(), room -> {});
    final Rooms rooms = new Rooms(Runnable::run, List.of(attendances, this::changed));
    final int port;
    volatile Function<Invitation, Dialled> answering = invitation -> new Dialled.Joined(invitation.id());
    volatile Consumer<Invitation> hangingUp = invitation -> {};
    private final Sip sip = new Sip();
    private final AtomicInteger working = new AtomicInteger();
    private Optional<Dialog> call = Optional.empty();
    private final Transport transport;
    private final Control control;

    Stage(int port, String transfer, String rate) throws Exception {
        this.port = port;
        SipConfig own = ConfigFile.parse("x", CONFIG.formatted(transfer, rate), Map.of())
                .sip()
                .orElseThrow();
        this.control = Control.of(own, means()).orElseThrow();
        rooms.happened(new RoomEvent.Snapshot(ROOM, List.of(ALICE, BOB), false, Instant.EPOCH));
        this.transport = new Transport(
                new Transport.Ways(
                        List.of(new ListeningAddress("udp", "127.0.0.1", port)), Optional.empty(), Duration.ofHours(1)),
                sip,
                this::execute,
                Tally.NONE);
        transport.open(Receptions.of(
                sip,
                List.of(control.refers(), control.subscriptions()),
                Control.EXTENSIONS,
                uri -> uri.toString().contains("3001") ? Optional.of(ROOM) : Optional.empty()));
    }

    private Control.Means means() {
        Calls calls = new Calls();
        return new Control.Means(
                List.of(new Exchange()),
                rooms::get,
                attendances,
                pbx -> "pbx.example:5070",
                senders(),
                calls,
                sip,
                request -> transport().outbox().ask(request, Duration.ofSeconds(5)),
                this::execute,
                Clock.systemUTC());
    }

    private void execute(Runnable task) {
        working.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                task.run();
            } finally {
                working.decrementAndGet();
            }
        });
    }

    /** Waits until all is done that was asked for. */
    void awaitIdle() {
        await().until(() -> working.get() == 0);
    }

    private void changed(Room before, RoomEvent event, Room after) {
        control.changed(before, event, after);
    }

    /** As at Parley's orderly end. */
    void closeDoors() {
        control.closeDoors();
    }

    private Transport transport() {
        return transport;
    }

    /** Everybody but mallory is who he says. */
    private static Senders senders() {
        return (request, room) -> {
            String user = From.user(request);
            return user.equals("mallory") ? new Sender.Nobody() : new Sender.Account(user);
        };
    }

    static Room room() {
        return Room.empty(ROOM).apply(new RoomEvent.Snapshot(ROOM, List.of(ALICE, BOB), false, Instant.EPOCH));
    }

    static Member member(String id, String user, Flag... flags) {
        return new Member(
                new MemberId(id),
                new Identity(user, user, true),
                user,
                Set.of(flags),
                new Leg("b-leg-" + user, "", Set.of(), ""));
    }

    /** The phone has a call through the focus, as bob. */
    synchronized DialogId calls(int phone) {
        DialogId id = new DialogId("call-" + phone, "focus", "phone");
        call = Optional.of(new Dialog(
                id, "sip:3001@pbx.example", "sip:bob@pbx.example", "sip:bob@127.0.0.1:" + phone, List.of(), 100, 1));
        return id;
    }

    @Override
    public void close() {
        transport.close();
    }

    private synchronized Optional<Dialog> call() {
        return call;
    }

    private synchronized Dialog change(UnaryOperator<Dialog> change) {
        call = call.map(change);
        return call.orElseThrow();
    }

    private final class Calls implements FocusCalls {
        @Override
        public Optional<Party> with(DialogId dialog) {
            return call().filter(known -> known.id().equals(dialog))
                    .map(known -> new Party(ROOM, "bob", "b-leg-bob", dialog, "127.0.0.1:5070"));
        }

        @Override
        public List<Party> from(String source) {
            return List.of();
        }

        @Override
        public Optional<Party> of(Member member) {
            return Optional.empty();
        }

        @Override
        public Optional<String> contact(Party party) {
            return Optional.empty();
        }

        @Override
        public Optional<Reach> reach(Party party) {
            return Optional.empty();
        }

        @Override
        public Reply ask(Party party, String method, Consumer<Request> dress, Duration patience) {
            Request request = new Dialogs(sip).request(change(Dialog::next), method);
            dress.accept(request);
            return transport.outbox().ask(request, patience);
        }

        @Override
        public void hangUp(Party party) {}
    }

    private final class Exchange implements Pbx {
        @Override
        public String name() {
            return "main";
        }

        @Override
        public Dialled dial(Invitation invitation) {
            dialled.add(invitation);
            return answering.apply(invitation);
        }

        @Override
        public Dialled move(Move move) {
            moved.add(move);
            return new Dialled.Joined(new MemberId("9"));
        }

        @Override
        public void callOff(Invitation invitation) {
            calledOff.add(invitation);
            hangingUp.accept(invitation);
        }

        @Override
        public boolean remove(RoomId room, MemberId member) {
            return removed.add(member);
        }

        @Override
        public void open() {}

        @Override
        public Link link() {
            return new Link.Up("", Instant.EPOCH);
        }

        @Override
        public List<String> contacts(Member member, Duration patience) {
            return List.of();
        }

        @Override
        public int backlog() {
            return 0;
        }

        @Override
        public long dropped() {
            return 0;
        }

        @Override
        public void news(RoomId room) {}

        @Override
        public void takesCalls(FocusAddress focus, Duration lasting) {}

        @Override
        public void takesNoCalls() {}

        @Override
        public Limits limits(Route route, Copy copy) {
            return new Limits(1, true);
        }

        @Override
        public Outcome send(Part part) {
            return new Outcome.HandedOver();
        }

        @Override
        public Outcome answer(Notice notice) {
            return new Outcome.HandedOver();
        }

        @Override
        public void closeDoors() {}

        @Override
        public void close() {}
    }
}
