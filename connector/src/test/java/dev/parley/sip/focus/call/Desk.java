package dev.parley.sip.focus.call;

import dev.parley.chat.Rate;
import dev.parley.config.FocusConfig.Behind;
import dev.parley.config.FocusConfig.Callers;
import dev.parley.room.RoomId;
import dev.parley.sip.focus.Callee;
import dev.parley.sip.focus.Caller;
import dev.parley.sip.focus.Packet;
import dev.parley.sip.focus.Ua;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.ListeningAddress;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A switchboard whose time is in the hands of the test. Everybody may call room 3001. */
final class Desk implements AutoCloseable {
    static final Duration SESSION = Duration.ofMinutes(30);

    private final HandClock time = new HandClock();
    private final int port = freePort();
    private final Ua pbx = new Ua("pbx", port);
    private final AtomicReference<Switchboard> switchboard = new AtomicReference<>();
    private final Transport transport;

    Desk() throws Exception {
        Sip sip = new Sip();
        this.transport = new Transport(
                new Transport.Ways(
                        List.of(new ListeningAddress("udp", "127.0.0.1", port)),
                        Optional.empty(),
                        new Rate(1_000_000, 1_000_000),
                        Duration.ofHours(1)),
                sip,
                handlers(),
                Set.of("timer"),
                uri -> Optional.of(new RoomId("main", "3001")),
                time,
                Tally.NONE,
                time);
        switchboard.set(new Switchboard(
                sip,
                transport.outbox(),
                OwnMethods.NONE,
                "127.0.0.1:" + port,
                "parley",
                Store.inMemory(),
                SESSION,
                time,
                time,
                time));
        transport.expecting(response -> switchboard().strayed(response));
        transport.open();
    }

    private Switchboard switchboard() {
        return Optional.ofNullable(switchboard.get()).orElseThrow();
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

    int calls() {
        return switchboard().count();
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
        switchboard().close();
        pbx.close();
    }
}
