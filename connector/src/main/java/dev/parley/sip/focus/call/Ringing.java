package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call from the phone's INVITE to its final answer. Belongs to the call's strand. */
final class Ringing {
    private static final Logger LOG = LoggerFactory.getLogger(Ringing.class);

    private final Call call;
    private final Signalling line;
    private final Pairs pairs;
    private final Relaying relaying;
    private final Sessions sessions;
    private final Incoming invite;
    private final boolean needsProof;
    /** Tags of branches that have been hung up on. */
    private final Set<String> left = new HashSet<>();

    private Request out;
    private Optional<Asking> asking = Optional.empty();
    private boolean asksLonger;
    private boolean givenUp;
    private boolean done;

    /** @param needsProof whether a PBX that asks for no password must not be believed */
    Ringing(
            Call call,
            Signalling line,
            Pairs pairs,
            Relaying relaying,
            Sessions sessions,
            Incoming invite,
            Request out,
            boolean needsProof) {
        this.call = call;
        this.line = line;
        this.pairs = pairs;
        this.relaying = relaying;
        this.sessions = sessions;
        this.invite = invite;
        this.out = out;
        this.needsProof = needsProof;
    }

    /** The INVITE goes first: the phone can wait for its 100, which only keeps it from repeating after 500 ms (RFC 3261 §17.1.1.2). */
    void begin() {
        ask();
        invite.answer(Response.TRYING);
    }

    private void ask() {
        call.numbering().handedOn(Side.CLIENT, Handshake.number(invite), number());
        asking = Optional.of(new Asking(call, line, out, this::rang, this::answered));
    }

    private long number() {
        return Handshake.number(out);
    }

    boolean isFor(Incoming cancel) {
        return !done && Cancelled.is(invite, cancel);
    }

    /** CANCEL, or BYE before the answer: the phone hears at once, the PBX as soon as it may (RFC 3261 §9.1). */
    void giveUp(int code) {
        if (done || givenUp) {
            return;
        }
        givenUp = true;
        invite.answer(code);
        asking.ifPresent(Asking::cancel);
    }

    /** Nothing that this branch answers gets to the phone any more. */
    void leave(Dialog branch) {
        left.add(branch.id().remoteTag());
    }

    private boolean isLeft(Response response) {
        return tag(response).filter(left::contains).isPresent();
    }

    private void rang(Response provisional) {
        if (givenUp || done || provisional.getStatusCode() == Response.TRYING || isLeft(provisional)) {
            return;
        }
        Response response = invite.answerer().prepared(provisional.getStatusCode());
        line.carried().response(provisional, response);
        relaying.withContact(response, Side.CLIENT);
        call.sayings().heard(Side.PBX, provisional);
        boolean begins = tag(provisional).isPresent();
        invite.answerer()
                .answer(response, begins ? branch(provisional).client().id().localTag() : invite.localTag());
    }

    private static Optional<String> tag(Response response) {
        return Optional.ofNullable(((ToHeader) response.getHeader(ToHeader.NAME)).getTag());
    }

    /** Each branch behind us is a dialog of its own before us (RFC 3261 §12.1). */
    private Pair branch(Response response) {
        return pairs.answeredBy(tag(response).orElse("")).orElseGet(() -> {
            Pair pair = new Pair(client(), begunBy(response));
            pairs.add(pair);
            return pair;
        });
    }

    /** An answer that does not say where to write to is written to where the INVITE went. */
    private Dialog begunBy(Response response) {
        return Dialogs.begunBy(out, response, out.getRequestURI().toString());
    }

    private Dialog client() {
        Dialog dialog = line.dialogs().begunBy(invite).orElseThrow();
        String target = call.reachable(Side.CLIENT, dialog.target());
        if (pairs.first().isEmpty()) {
            return dialog.at(target);
        }
        DialogId another = new DialogId(
                dialog.id().callId(), line.sip().newId(), dialog.id().remoteTag());
        return new Dialog(
                another,
                dialog.localUri(),
                dialog.remoteUri(),
                target,
                dialog.routes(),
                dialog.localCseq(),
                dialog.remoteCseq());
    }

    private void answered(Reply reply) {
        Optional<Request> longer = asksLonger || givenUp ? Optional.empty() : longer(reply);
        if (longer.isPresent()) {
            asksLonger = true;
            out = longer.get();
            ask();
            return;
        }
        done = true;
        if (reply instanceof Reply.Final last && last.isSuccess()) {
            if (isLeft(last.response())) {
                acceptedTooLate(last.response());
            } else {
                accepted(last.response());
            }
            return;
        }
        if (!givenUp) {
            refuse(reply);
        }
        call.over();
    }

    /** The same INVITE with the session interval that the PBX wants at least (RFC 4028 §7.3): a timer is for one side only. */
    private Optional<Request> longer(Reply reply) {
        return reply instanceof Reply.Final last && last.code() == 422
                ? SessionTimer.least(last.response()).map(seconds -> {
                    Request again = (Request) out.clone();
                    again.setHeader(line.sip().header("CSeq", (number() + 1) + " INVITE"));
                    again.setHeader(line.sip().header("Session-Expires", seconds));
                    again.setHeader(line.sip().header("Min-SE", seconds));
                    return again;
                })
                : Optional.empty();
    }

    /** Something went wrong here: nobody must wait for an answer, and the PBX must not keep half a call. */
    void fail() {
        givenUp = true;
        invite.answer(Response.SERVER_INTERNAL_ERROR);
        asking.ifPresent(Asking::cancel);
    }

    private void refuse(Reply reply) {
        switch (reply) {
            case Reply.Final last ->
                relaying.back(invite, last, (theirs, ours) -> {
                    if (last.code() / 100 == 3) {
                        Carried.contacts(theirs, ours);
                    }
                });
            case Reply.Timeout timeout -> invite.answer(Response.SERVER_TIMEOUT);
            case Reply.Unsendable not -> {
                LOG.warn("A call to room {} cannot go on: {}", call.party().room(), not.why());
                invite.answer(Response.BAD_GATEWAY);
            }
        }
    }

    /** Whatever has forked the call takes it back from all other branches now (RFC 3261 §16.7). */
    private void acceptedTooLate(Response ok) {
        call.endBranch(begunBy(ok));
        invite.answer(Response.REQUEST_TERMINATED);
        call.over();
    }

    private void accepted(Response ok) {
        Pair early = branch(ok);
        String fork = early.client().id().localTag();
        Place pbx = new Place(fork, Side.PBX);
        Dialogs.contact(ok)
                .ifPresent(target -> pairs.become(pbx, pairs.dialog(pbx).at(target)));
        pairs.only(fork);
        boolean offered = invite.body().length > 0;
        if (givenUp || needsProof) {
            relaying.ack(pbx, number(), Optional.empty());
            invite.answer(Response.FORBIDDEN); // nothing, if it was given up
            call.hangUp(pbx, Reason.NONE);
            call.over();
            return;
        }
        call.sayings().heard(Side.PBX, ok);
        sessions.answered(Side.PBX, ok, line.clock().instant());
        Response response = invite.answerer().prepared(ok.getStatusCode());
        line.carried().response(ok, response);
        relaying.withContact(response, Side.CLIENT);
        line.sip().headers("Allow", Carried.METHODS).forEach(response::addHeader);
        line.sip().headers("Allow-Events", List.of("conference")).forEach(response::addHeader);
        response.addHeader(line.sip().header("Supported", "timer"));
        sessions.answer(Side.CLIENT, invite.request(), response, line.clock().instant());
        call.up(pbx.other());
        call.accept(
                pbx.other(),
                new Handshake(invite, response, offered ? OptionalLong.empty() : OptionalLong.of(number())));
        if (offered) {
            relaying.ack(pbx, number(), Optional.empty());
        }
    }
}
