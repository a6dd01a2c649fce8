package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.legs.Party;
import dev.parley.sip.legs.Reach;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
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
    private final Pairs pairs;
    private final Relaying relaying;
    private final Sessions sessions;
    private final Offers offers;
    private final Within within;
    private final Acknowledgements acknowledgements;
    private final Goodbyes goodbyes;
    private final OwnMethods own;
    private final Contacts contacts;
    private final Sayings sayings = new Sayings();
    private final Numbering numbering;
    private final Keeping keeping;
    private final Set<String> endedBranches = new HashSet<>();
    private final Liveness liveness;
    private Optional<Ringing> ringing = Optional.empty();
    private Flow flow;
    private boolean over;
    private volatile Party party;
    private volatile Optional<Reach> reach = Optional.empty();

    /**
     * @param flow how the phone is reached
     * @param own what phones ask of the room itself
     */
    Call(Party party, Contacts contacts, Flow flow, OwnMethods own, Signalling line, Calls calls, Strand strand) {
        this.own = own;
        this.contacts = contacts;
        this.party = party;
        this.flow = flow;
        this.line = line;
        this.calls = calls;
        this.strand = strand;
        this.pairs = new Pairs(calls, this);
        this.numbering = new Numbering(pairs);
        this.keeping = new Keeping(line.kept());
        this.relaying = new Relaying(line, contacts, pairs, strand);
        this.sessions = new Sessions(relaying, line.session());
        this.offers = new Offers(this, line, pairs, relaying, sessions);
        this.within = new Within(this, line, pairs, relaying);
        this.acknowledgements = new Acknowledgements(this, line.timer(), pairs);
        this.goodbyes = new Goodbyes(this, line, pairs, relaying, acknowledgements);
        this.liveness = new Liveness(this, line, pairs, sessions, offers);
    }

    /** For any thread. */
    Party party() {
        return party;
    }

    /** For any thread. */
    String contact() {
        return contacts.client();
    }

    /** For any thread. */
    Optional<Reach> reach() {
        return reach;
    }

    /** For any thread: does something with this call when it is its turn. */
    void later(Runnable task) {
        strand.run(guarded(task));
    }

    /** The same, on this thread if nothing is being done with the call: for threads that nobody waits for. */
    void soonest(Runnable task) {
        strand.runHere(guarded(task));
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                fail();
                throw e;
            }
        };
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
        sayings.heard(Side.CLIENT, invite.request());
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
        if (numbering.isInOrder(from, request)) {
            sessions.heard(from.side(), line.clock().instant());
            follow(from, request);
            serve(from, request);
            keep();
        }
    }

    /** What reached the phone may have broken. */
    private void follow(Place from, Incoming request) {
        if (from.side() == Side.PBX) {
            return;
        }
        flow.movedTo(request.source()).ifPresent(moved -> {
            flow = moved;
            Dialog client = pairs.dialog(from);
            pairs.become(from, client.at(reachable(Side.CLIENT, client.target())));
            retargeted();
        });
    }

    private void serve(Place from, Incoming request) {
        try {
            take(from, request);
        } catch (RuntimeException e) {
            LOG.error(
                    "A {} inside of a call could not be handled",
                    request.request().getMethod(),
                    e);
            request.answer(500);
        }
    }

    private void take(Place from, Incoming request) {
        if (goesOn(request)
                && request.header("Max-Forwards").filter("0"::equals).isPresent()) {
            request.answer(483); // the other side would be the next hop (RFC 7332 §5)
            return;
        }
        switch (request.request().getMethod()) {
            case Request.BYE -> bye(from, request);
            case Request.INVITE, Request.UPDATE -> offers.came(from, request);
            case Request.OPTIONS -> request.answer(200);
            case Request.PRACK -> acknowledged(from, request);
            default -> {
                if (from.side() == Side.PBX || !own.take(party, request)) {
                    within.came(from, request);
                }
            }
        }
    }

    private static boolean goesOn(Incoming request) {
        return switch (request.request().getMethod()) {
            case Request.INVITE, Request.UPDATE, Request.PRACK, Request.INFO -> true;
            default -> false;
        };
    }

    /** A request of Parley's own to the phone. */
    void ask(String method, Consumer<Request> dress, Consumer<Reply> then) {
        Optional<Place> client = pairs.place(Side.CLIENT);
        if (over || ringing.isPresent() || client.isEmpty()) {
            then.accept(new Reply.Unsendable("the call has ended"));
            return;
        }
        within.ask(client.get(), method, dress, then);
        keep();
    }

    /** The call is over, and a side has not heard of it yet. */
    private void crossed(Place from, Incoming request) {
        boolean bye = request.request().getMethod().equals(Request.BYE);
        request.answer(bye ? 200 : 481);
        if (bye) {
            acknowledgements.forget(from.side());
            goodbyes.spare(from.side());
            forgetIfOver();
        }
    }

    Numbering numbering() {
        return numbering;
    }

    boolean isOver() {
        return over;
    }

    boolean isRinging() {
        return ringing.isPresent();
    }

    private void acknowledged(Place from, Incoming prack) {
        OptionalLong invite = numbering.acknowledged(from.side(), prack);
        if (invite.isEmpty()) {
            prack.answer(481);
            return;
        }
        sayings.heard(from.side(), prack.request());
        relaying.relay(from, prack, invite, reply -> {});
    }

    private void bye(Place from, Incoming bye) {
        bye.answer(200);
        Reason reason = new Reason(bye.headers("Reason"));
        if (ringing.isPresent()) {
            hangUpEarly(ringing.get(), from, reason);
            return;
        }
        hangUp(from.other(), reason);
        acknowledgements.forget(from.side()); // who hangs up acknowledges nothing any more
        over();
    }

    /** Before the answer it ends the one dialog that it came in, and other branches ring on (RFC 3261 §15). */
    private void hangUpEarly(Ringing first, Place from, Reason reason) {
        if (!pairs.isForked()) {
            first.giveUp(Response.REQUEST_TERMINATED);
            return;
        }
        if (from.side() == Side.CLIENT) { // a phone that is called must not be hung up on before it has answered
            hangUp(from.other(), reason);
        }
        first.leave(pairs.end(from.fork()).pbx());
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

    /**
     * The call is up as soon as it is written down. Neither side hears of that before: the PBX would have a call that nobody
     * ends, or the phone one that the Parley after this one knows nothing of.
     */
    void up(Place client) {
        party = party.in(pairs.dialog(client).id());
        retargeted();
        write();
        ringing = Optional.empty();
        liveness.begin();
    }

    /** Goes on with a call of a Parley before this one, and looks soon whether both sides are still there. */
    void resume(CallState state, Duration soon) {
        pairs.add(state.pair());
        sayings.restore(state.said(), state.allowed());
        Instant now = line.clock().instant();
        state.timers().forEach((side, timer) -> sessions.put(side, timer.refreshed(now)));
        keeping.found(state);
        retargeted();
        liveness.resume(soon);
    }

    /** Asks the PBX whether it still has this call. One that rings is waited for as ever. */
    void lookAtPbx(Duration soon) {
        if (!over && ringing.isEmpty()) {
            liveness.lookAtPbx(soon);
        }
    }

    /** Writes down what has changed, if a Parley after this one would need it. */
    void keep() {
        if (!over && ringing.isEmpty()) {
            write();
        }
    }

    private void write() {
        pairs.first()
                .ifPresent(pair -> keeping.keep(new CallState(
                        party, contacts, flow, pair, sayings.media(), sayings.allowed(), sessions.all())));
    }

    /** Answers an INVITE with a 2xx, until it is acknowledged. */
    void accept(Place place, Handshake handshake) {
        acknowledgements.await(place, handshake);
    }

    boolean isUnacked(Side side) {
        return acknowledgements.isAwaited(side);
    }

    void acked(Incoming ack) {
        pairs.place(Dialogs.named(ack.request()))
                .ifPresent(from ->
                        acknowledgements.came(from.side(), ack).ifPresent(handshake -> acked(from, handshake, ack)));
    }

    private void acked(Place from, Handshake handshake, Incoming ack) {
        follow(from, ack);
        sayings.heard(from.side(), ack.request());
        if (!over) {
            handshake.held().ifPresent(number -> relaying.ack(from.other(), number, Optional.of(ack.request())));
        }
        settle(from.side());
        keep();
    }

    /** A 2xx that comes again means that its ACK was lost, or that Parley was away when it came (RFC 3261 §13.2.2.4). */
    void strayed(Response ok) {
        Optional<Place> place = pairs.place(Dialogs.named(ok));
        long number = Handshake.number(ok);
        if (place.isPresent()) {
            if (over || !acknowledgements.held(place.get().side()).equals(OptionalLong.of(number))) {
                relaying.ackAgain(place.get(), number);
            }
        } else {
            Dialogs.begunBy(ok).ifPresent(this::endBranch);
        }
    }

    /** Another branch was faster, or the phone has hung up on this one. */
    void endBranch(Dialog branch) {
        if (endedBranches.add(branch.id().remoteTag())) {
            calls.endBranch(branch);
        } else {
            calls.acknowledge(branch);
        }
    }

    /** What each side says of itself and of its media. */
    Sayings sayings() {
        return sayings;
    }

    /** The phone may want to be written to elsewhere from now on. */
    void retargeted() {
        reach = pairs.first()
                .map(Pair::client)
                .map(client -> new Reach(client.localUri(), client.target(), client.routes()));
    }

    /** Where a side is written to that gave this Contact. */
    String reachable(Side side, String contact) {
        return side == Side.CLIENT ? flow.target(contact, line.sip()) : contact;
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
        for (Side side : Side.values()) {
            pairs.place(side).ifPresent(place -> hangUp(place, reason));
        }
        over();
    }

    void hangUp(Place place, Reason reason) {
        goodbyes.say(place, reason);
    }

    /** This side waits for nothing any more. */
    void settle(Side side) {
        goodbyes.settle(side);
        forgetIfOver();
    }

    /** Nothing more comes of this call. */
    void over() {
        over = true;
        calls.over(this);
        reach = Optional.empty();
        liveness.end();
        ringing = Optional.empty();
        offers.end();
        forgetIfOver();
    }

    /** Nobody waits for anything any more. */
    void forgetIfOver() {
        if (!over || goodbyes.isAnyOwed()) {
            return;
        }
        keeping.forget();
        if (!goodbyes.isAnyUnanswered()) {
            pairs.clear();
            calls.ended(this);
        }
    }
}
