package dev.parley.sip.scribe;

import dev.parley.chat.Claim;
import dev.parley.chat.Relay;
import dev.parley.chat.TextId;
import dev.parley.pbx.ScribeHost;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.RoomListener;
import dev.parley.room.Rooms;
import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.dialog.DialogOwner;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.message.Content;
import dev.parley.sip.message.Letter;
import dev.parley.sip.message.NotTaken;
import dev.parley.sip.message.Typing;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Sip;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** One silent leg of Parley's in each room that wants one and that somebody is in. */
public final class Scribes implements RoomListener, DialogOwner, AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final List<ScribeHost> hosts;
    private final Rooms rooms;
    private final Relay relay;
    private final Typing typing;
    private final Sip sip;
    private final RoomCall call;
    private final Executor threads;
    private final Clock clock;
    private final Map<RoomId, Seat> seats = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong(1);
    private volatile boolean closed;

    /** @param self what Parley calls itself in Contact */
    public Scribes(
            List<ScribeHost> hosts,
            Rooms rooms,
            Relay relay,
            Typing typing,
            Sip sip,
            Outbox outbox,
            String self,
            Executor threads,
            Clock clock) {
        this.hosts = List.copyOf(hosts);
        this.rooms = rooms;
        this.relay = relay;
        this.typing = typing;
        this.sip = sip;
        this.call = new RoomCall(sip, outbox, new Dialogs(sip), self);
        this.threads = threads;
        this.clock = clock;
    }

    /** From now on whoever comes into such a room is told by us. */
    public void open() {
        hosts.forEach(host -> host.atWork(true));
    }

    @Override
    public void changed(Room before, RoomEvent event, Room after) {
        boolean begun =
                !after.isEmpty() && (before.isEmpty() || !before.meeting().equals(after.meeting()));
        if (begun || after.isEmpty()) {
            Optional.ofNullable(seats.remove(after.id())).ifPresent(Seat::leave);
        }
        if (begun) {
            hosts.stream()
                    .filter(host -> host.wants(after.id()))
                    .findFirst()
                    .ifPresent(host -> enter(after.id(), host));
        }
    }

    private void enter(RoomId room, ScribeHost host) {
        if (closed) {
            return;
        }
        Seat seat = new Seat(room, host, call, threads, clock);
        seats.put(room, seat);
        seat.take();
    }

    /** Whether it comes inside of one of our calls. */
    public boolean owns(Request request) {
        DialogId dialog = Dialogs.named(request);
        return seats.values().stream().anyMatch(seat -> seat.order(dialog).isPresent());
    }

    @Override
    public boolean take(Incoming request) {
        DialogId dialog = Dialogs.named(request.request());
        for (Seat seat : seats.values()) {
            Optional<InOrder> order = seat.order(dialog);
            if (order.isPresent()) {
                take(request, seat, order.get());
                return true;
            }
        }
        return false;
    }

    /** Asterisk hangs up on a leg that leaves a MESSAGE unanswered (16.28 and 22.10): the answer comes before all else. */
    private void take(Incoming request, Seat seat, InOrder order) {
        switch (request.request().getMethod()) {
            case Request.MESSAGE -> {
                request.answer(Response.OK);
                order.came(cseq(request), () -> heard(request, seat));
            }
            case Request.INVITE -> {
                call.stay(request, versions.incrementAndGet());
                seat.refreshed();
                order.came(cseq(request), () -> {});
            }
            case Request.BYE -> {
                request.answer(Response.OK);
                seat.ended();
            }
            default -> request.answer(Response.METHOD_NOT_ALLOWED);
        }
    }

    /** Receipts, what is for one member alone and the PBX's own news about the conference are nothing to pass on. */
    private void heard(Incoming message, Seat seat) {
        Room room = rooms.get(seat.room());
        Claim claim = HeardText.claim(message, room, seat.host());
        String body = HeardText.decoded(message.body());
        try {
            Letter letter = Letter.read(message.contentType(), body.getBytes(StandardCharsets.UTF_8));
            if (letter.envelope().isPresent()) {
                return;
            }
            switch (letter.content()) {
                case Content.Words words -> said(message, claim, "text/plain", words, room);
                case Content.Typing typed ->
                    claim.leg().flatMap(room::member).ifPresent(typist -> typing.told(room, typist, typed.notice()));
                case Content.Received received -> {}
            }
        } catch (NotTaken e) {
            if (message.contentType().startsWith("text/")) { // somebody wrote it, and is to hear that nobody reads it
                said(message, claim, message.contentType(), new Content.Words(body, Optional.empty()), room);
            }
        }
    }

    private void said(Incoming message, Claim claim, String type, Content.Words words, Room room) {
        relay.said(HeardText.of(message, claim, type, words, room.id(), new TextId(sip.newId()), clock.instant()));
    }

    private static long cseq(Incoming request) {
        return ((CSeqHeader) request.request().getHeader(CSeqHeader.NAME)).getSeqNumber();
    }

    /** Leaves all rooms; nobody is told by us any more. */
    @Override
    public void close() {
        closed = true;
        hosts.forEach(host -> host.atWork(false));
        List<Seat> taken = List.copyOf(seats.values());
        taken.forEach(Seat::leave);
        try {
            for (Seat seat : taken) {
                seat.awaitGone(GOODBYE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
