package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.focus.Party;
import dev.parley.sip.stack.Incoming;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call through the focus, from its INVITE to its BYE. What happens to it is done on its strand, one thing after the
 * other: everything here that is not said to be for other threads belongs there.
 */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final Signalling line;
    private final Calls calls;
    private final Strand strand;
    private final Flow flow;
    private final Pairs pairs;
    private final Relaying relaying;
    private final Sessions sessions;
    private final Offers offers;
    private final Map<Side, Handshake> unacked = new EnumMap<>(Side.class);
    private final Map<Side, Reason> owed = new EnumMap<>(Side.class);
    private final Map<Side, Said> said = new EnumMap<>(Side.class);
    private final Map<Side, Set<String>> allowed = new EnumMap<>(Side.class);
    private final Map<Side, Numbers> handedOn = new EnumMap<>(Side.class);
    private final Set<String> endedBranches = new HashSet<>();
    private Optional<Ringing> ringing = Optional.empty();
    private Runnable noCheck = () -> {};
    private boolean over;
    /** BYEs that are not answered yet. */
    private int leaving;

    private volatile Party party;

    /**
     * One INVITE on both sides.
     *
     * @param theirs of who sent it
     * @param ours of what it was handed on as
     */
    private record Numbers(long theirs, long ours) {}

    /** @param flow how the phone is reached */
    Call(Party party, Contacts contacts, Flow flow, Signalling line, Calls calls, Strand strand) {
        this.party = party;
        this.flow = flow;
        this.line = line;
        this.calls = calls;
        this.strand = strand;
        this.pairs = new Pairs(calls, this);
        this.relaying = new Relaying(line, contacts, pairs, strand);
        this.sessions = new Sessions(relaying, line.session());
        this.offers = new Offers(this, line, pairs, relaying, sessions);
    }

    /** For any thread. */
    Party party() {
        return party;
    }

    /** For any thread: does something with this call when it is its turn. */
    void later(Runnable task) {
        strand.run(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                fail();
                throw e;
            }
        });
    }

    /** What cannot be done leaves nobody in half a call. */
    private void fail() {
        if (over) {
            return;
        }
        ringing.ifPresent(Ringing::fail);
        ringing = Optional.empty();
        end(Reason.FAULT);
    }

    void begin(Incoming invite, Request out, boolean needsProof) {
        heard(Side.CLIENT, invite.request());
        Ringing first = new Ringing(this, line, pairs, relaying, sessions, invite, out, needsProof);
        ringing = Optional.of(first);
        first.begin();
    }

    void came(Incoming request) {
        Optional<Place> found = pairs.place(Dialogs.named(request.request()));
        if (found.isEmpty()) {
            request.answer(481);
            return;
        }
        Place from = found.get();
        if (over) {
            crossed(from, request);
            return;
        }
        if (!isInOrder(from, request)) {
            return;
        }
        sessions.heard(from.side(), line.clock().instant());
        try {
            take(from, request);
        } catch (RuntimeException e) {
            LOG.error("A {} inside of a call could not be handled", request.request().getMethod(), e);
            request.answer(500);
        }
    }

    private void take(Place from, Incoming request) {
        if (goesOn(request) && request.header("Max-Forwards").filter("0"::equals).isPresent()) {
            request.answer(483); // the other side would be the next hop (RFC 7332 §5)
            return;
        }
        switch (request.request().getMethod()) {
            case Request.BYE -> bye(from, request);
            case Request.INVITE, Request.UPDATE -> offers.came(from, request);
            case Request.OPTIONS -> request.answer(200);
            case Request.PRACK -> acknowledged(from, request);
            default -> relaying.relay(from, request, OptionalLong.empty(), reply -> {});
        }
    }

    private static boolean goesOn(Incoming request) {
        return switch (request.request().getMethod()) {
            case Request.BYE, Request.OPTIONS -> false;
            default -> true;
        };
    }

    /** The call is over, and a side has not heard of it yet. */
    private void crossed(Place from, Incoming request) {
        boolean bye = request.request().getMethod().equals(Request.BYE);
        request.answer(bye ? 200 : 481);
        if (bye) {
            unacked.remove(from.side());
            owed.remove(from.side());
            forgetIfOver();
        }
    }

    /** A lower number is answered 500 (RFC 3261 §12.2.2), but not an INVITE that comes again after its 2xx (RFC 6026 §7.1). */
    private boolean isInOrder(Place from, Incoming request) {
        Dialog dialog = pairs.dialog(from);
        long number = Handshake.number(request);
        if (dialog.isInOrder(number)) {
            pairs.become(from, dialog.heard(number));
            return true;
        }
        boolean repeated = request.request().getMethod().equals(Request.INVITE)
                && Optional.ofNullable(handedOn.get(from.side()))
                        .filter(last -> last.theirs() == number)
                        .isPresent();
        if (repeated) {
            request.answerer().forget();
        } else {
            request.answer(500);
        }
        return false;
    }

    /** An INVITE of this side has another number on the other. */
    void handedOn(Side from, long theirs, long ours) {
        handedOn.put(from, new Numbers(theirs, ours));
    }

    boolean isOver() {
        return over;
    }

    boolean isRinging() {
        return ringing.isPresent();
    }

    /** It may come after the 2xx as well (RFC 3262 §3). */
    private void acknowledged(Place from, Incoming prack) {
        Optional<Numbers> invite = Optional.ofNullable(handedOn.get(from.side()))
                .filter(last -> Relaying.acknowledges(prack, last.theirs()));
        if (invite.isEmpty()) {
            prack.answer(481);
            return;
        }
        heard(from.side(), prack.request());
        relaying.relay(from, prack, OptionalLong.of(invite.get().ours()), reply -> {});
    }

    private void bye(Place from, Incoming bye) {
        bye.answer(200);
        if (ringing.isPresent()) {
            ringing.get().giveUp(Response.REQUEST_TERMINATED);
            return;
        }
        hangUp(from.other(), new Reason(bye.headers("Reason")));
        unacked.remove(from.side()); // who hangs up acknowledges nothing any more
        over();
    }

    /** CANCEL of the phone's INVITE, or of a re-INVITE of either side. Late ones change nothing (RFC 3261 §9.2). */
    void cancelled(Incoming cancel) {
        if (ringing.filter(first -> first.isFor(cancel)).isPresent()) {
            ringing.get().giveUp(Response.REQUEST_TERMINATED);
            return;
        }
        for (Side side : Side.values()) {
            offers.cancel(side, cancel);
        }
    }

    /** The 2xx has gone out: the call is up. */
    void up(Place client, Handshake handshake) {
        ringing = Optional.empty();
        party = party.in(pairs.dialog(client).id());
        accept(client, handshake);
        check();
    }

    /** Answers an INVITE with a 2xx, until it is acknowledged. */
    void accept(Place place, Handshake handshake) {
        unacked.put(place.side(), handshake);
        handshake
                .invite()
                .answerer()
                .answer(handshake.response(), pairs.dialog(place).id().localTag());
        repeatLater(place, handshake, Handshake.T1, Duration.ZERO);
    }

    private void repeatLater(Place place, Handshake handshake, Duration delay, Duration waited) {
        line.timer().after(delay, () -> later(() -> repeat(place, handshake, delay, waited.plus(delay))));
    }

    private void repeat(Place place, Handshake handshake, Duration delay, Duration waited) {
        if (unacked.get(place.side()) != handshake) {
            return;
        }
        if (waited.compareTo(Handshake.PATIENCE) >= 0) {
            end(Reason.NO_ACK);
            unacked.remove(place.side());
            settle(place.side());
            return;
        }
        handshake.repeat();
        repeatLater(place, handshake, Handshake.next(delay), waited);
    }

    boolean isUnacked(Side side) {
        return unacked.containsKey(side);
    }

    void acked(Incoming ack) {
        pairs.place(Dialogs.named(ack.request()))
                .ifPresent(from -> Optional.ofNullable(unacked.get(from.side()))
                        .filter(waiting -> waiting.isAckedBy(ack))
                        .ifPresent(waiting -> acked(from, waiting, ack)));
    }

    private void acked(Place from, Handshake waiting, Incoming ack) {
        unacked.remove(from.side());
        heard(from.side(), ack.request());
        if (!over) {
            waiting.held().ifPresent(number -> relaying.ack(from.other(), number, Optional.of(ack.request())));
        }
        settle(from.side());
    }

    /** A 2xx that comes again means that its ACK was lost, or that Parley was away when it came (RFC 3261 §13.2.2.4). */
    void strayed(Response ok) {
        Optional<Place> place = pairs.place(Dialogs.named(ok));
        long number = Handshake.number(ok);
        if (place.isPresent()) {
            if (over || !held(place.get()).equals(OptionalLong.of(number))) {
                relaying.ackAgain(place.get(), number);
            }
        } else {
            Dialogs.begunBy(ok).ifPresent(this::endBranch);
        }
    }

    /** The number of the INVITE to this side whose ACK waits for that of the other. */
    private OptionalLong held(Place place) {
        return Optional.ofNullable(unacked.get(place.side().other()))
                .map(Handshake::held)
                .orElse(OptionalLong.empty());
    }

    /** Another branch was faster. */
    private void endBranch(Dialog branch) {
        if (endedBranches.add(branch.id().remoteTag())) {
            calls.endBranch(branch);
        } else {
            calls.acknowledge(branch);
        }
    }

    /** What a side says of itself and of its media. */
    void heard(Side side, Message message) {
        Said.in(message).ifPresent(latest -> said.put(side, latest));
        if (Carried.has(message, "Allow")) {
            allowed.put(side, Carried.allowed(message));
        }
    }

    Optional<Said> said(Side side) {
        return Optional.ofNullable(said.get(side));
    }

    Set<String> allowed(Side side) {
        return allowed.getOrDefault(side, Carried.METHODS);
    }

    boolean allows(Side side, String method) {
        return allowed.getOrDefault(side, Set.of()).contains(method);
    }

    void allowsNot(Side side, String method) {
        Set<String> less = new HashSet<>(allowed(side));
        less.remove(method);
        allowed.put(side, less);
    }

    /** Where a side is written to that gave this Contact. */
    String reachable(Side side, String contact) {
        return side == Side.CLIENT ? flow.target(contact) : contact;
    }

    /** Ends both sides. */
    void end(Reason reason) {
        if (over) {
            return;
        }
        if (ringing.isPresent()) {
            ringing.get().giveUp(Response.TEMPORARILY_UNAVAILABLE);
            return;
        }
        pairs.first().ifPresent(pair -> {
            Place client = new Place(pair.client().id().localTag(), Side.CLIENT);
            hangUp(client, reason);
            hangUp(client.other(), reason);
        });
        over();
    }

    /** Whoever has not acknowledged our 2xx must not get a BYE before he has, or time is out (RFC 3261 §15). */
    void hangUp(Place place, Reason reason) {
        if (unacked.containsKey(place.side())) {
            owed.put(place.side(), reason);
            return;
        }
        held(place).ifPresent(number -> relaying.ack(place, number, Optional.empty()));
        sendBye(place, reason);
    }

    private void sendBye(Place place, Reason reason) {
        Request bye = line.dialogs().request(pairs.next(place), Request.BYE);
        reason.values().forEach(value -> bye.addHeader(line.sip().header("Reason", value)));
        leaving++;
        line.outbox().begin(bye, provisional -> {}).whenDone(reply -> later(() -> {
            leaving--;
            forgetIfOver();
        }));
    }

    private void settle(Side side) {
        Optional.ofNullable(owed.remove(side))
                .ifPresent(reason -> pairs.first()
                        .ifPresent(pair -> sendBye(new Place(pair.client().id().localTag(), side), reason)));
        forgetIfOver();
    }

    /** Nothing more comes of this call. */
    void over() {
        over = true;
        calls.over(this);
        noCheck.run();
        ringing = Optional.empty();
        offers.end();
        forgetIfOver();
    }

    private void forgetIfOver() {
        if (over && owed.isEmpty() && leaving == 0) {
            pairs.clear();
            calls.ended(this);
        }
    }

    private void check() {
        if (over) {
            return;
        }
        Instant now = line.clock().instant();
        for (Side side : Side.values()) {
            Optional<SessionTimer> timer = sessions.of(side);
            if (timer.filter(each -> each.isOver(now)).isPresent()) {
                end(Reason.SESSION_OVER);
                return;
            }
            if (timer.filter(each -> each.isDue(now)).isPresent()) {
                sessions.asked(side, now);
                pairs.first()
                        .ifPresent(pair ->
                                offers.refresh(new Place(pair.client().id().localTag(), side)));
            }
        }
        noCheck = line.timer().after(sessions.next(now), () -> later(this::check));
    }
}
