package dev.parley.sip.focus.call;

import dev.parley.chat.Rate;
import dev.parley.config.FocusConfig.Behind;
import dev.parley.config.FocusConfig.Callers;
import dev.parley.room.RoomId;
import dev.parley.sip.focus.Callee;
import dev.parley.sip.focus.Caller;
import dev.parley.sip.focus.Packet;
import dev.parley.sip.focus.Ua;
import dev.parley.sip.stack.Floods;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.ListeningAddress;
import dev.parley.sip.stack.OwnDialogs;
import dev.parley.sip.stack.Reception;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.stack.Transport;
import dev.parley.sip.store.Store;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** A switchboard whose time is in the hands of the test. Everybody may call room 3001. */
final class Desk implements AutoCloseable {
    static final Duration SESSION = Duration.ofMinutes(30);

    private final HandClock time = new HandClock();
    private final int port = freePort();
    private final Ua pbx = new Ua("pbx", port);
    private final Transport transport;
    private final Supplier<Line> begins;
    private volatile Line line;

    private record Line(Calls calls, Switchboard switchboard) {}

    Desk() throws Exception {
        this(Store.none());
    }

    /** @param store for its calls */
    Desk(Store store) throws Exception {
        Sip sip = new Sip();
        this.transport = new Transport(
                new Transport.Ways(
                        List.of(new ListeningAddress("udp", "127.0.0.1", port)), Optional.empty(), Duration.ofHours(1)),
                sip,
                time,
                Tally.NONE);
        this.begins = () -> {
            Calls calls = new Calls(sip, transport.outbox(), "parley", store, SESSION, time, time, time);
            return new Line(calls, new Switchboard(calls, OwnMethods.NONE, "127.0.0.1:" + port));
        };
        this.line = begins.get();
        transport.open(new Reception(
                sip,
                handlers(),
                Set.of("timer"),
                new Floods(new Rate(1_000_000, 1_000_000), source -> false),
                uri -> Optional.of(new RoomId("main", "3001")),
                new Dialogs(this::switchboard),
                Tally.NONE,
                time));
    }

    private record Dialogs(Supplier<Switchboard> switchboard) implements OwnDialogs {
        @Override
        public boolean owns(Request request) {
            return switchboard.get().owns(request);
        }

        @Override
        public boolean takesLate(Response response) {
            return switchboard.get().strayed(response);
        }
    }

    private Switchboard switchboard() {
        return line.switchboard();
    }

    private List<RequestHandler> handlers() {
        return Stream.concat(
                        Stream.of("BYE", "INFO", "UPDATE", "OPTIONS").map(method -> served(method, this::inDialog)),
                        Stream.of(
                                served("INVITE", this::invited),
                                served("ACK", ack -> switchboard().acked(ack)),
                                served("CANCEL", cancel -> switchboard().cancelled(cancel))))
                .toList();
    }

    private void invited(Incoming invite) {
        if (invite.isInDialog()) {
            inDialog(invite);
            return;
        }
        Behind behind = new Behind("main", "conf.example", 5061, "127.0.0.1:" + pbx.port(), "udp", Callers.DIGEST);
        switchboard()
                .begin(invite, new Admitted(invite.room().orElseThrow(), behind, "alice", Optional.empty(), false));
    }

    private void inDialog(Incoming request) {
        if (!switchboard().take(request)) {
            request.answer(481);
        }
    }

    private static RequestHandler served(String method, Consumer<Incoming> by) {
        return new RequestHandler() {
            @Override
            public String method() {
                return method;
            }

            @Override
            public void handle(Incoming request) {
                by.accept(request);
            }
        };
    }

    private static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }

    Ua phone() throws IOException {
        return new Ua("alice", port);
    }

    Ua pbx() {
        return pbx;
    }

    HandClock time() {
        return time;
    }

    /** Another one goes on with what this one has written down. */
    void isKilledAndBegunAgain() {
        time.forgets();
        Line next = begins.get();
        next.switchboard().resume();
        line = next;
    }

    /** What the adapter of this PBX says. */
    void inSight(String name) {
        switchboard().inSight(name);
    }

    void unseen(String name) {
        switchboard().unseen(name);
    }

    int calls() {
        return line.calls().count();
    }

    /** A call that is up. */
    record Up(Caller caller, Callee callee, Packet ok) {}

    /**
     * @param phoneSays more header lines of the INVITE
     * @param pbxSays more header lines of its 2xx
     */
    Up up(Ua phone, String phoneSays, String pbxSays) throws IOException {
        Caller caller = new Caller(phone, "3001");
        caller.invite(phoneSays);
        Callee callee = Callee.called(pbx);
        callee.answer(200, pbxSays, Ua.SDP);
        pbx.awaitRequest("ACK");
        Packet ok = phone.awaitAnswer(200, "INVITE");
        caller.ack(ok, "");
        caller.request("OPTIONS", "", "", "");
        phone.awaitAnswer(200, "OPTIONS");
        return new Up(caller, callee, ok);
    }

    @Override
    public void close() {
        transport.close();
        line.calls().close();
        pbx.close();
    }
}
