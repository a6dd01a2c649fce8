package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Incoming;
import java.time.Duration;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what comes from phones and PBXs to the call that it belongs to. For any thread but those of the stack: what is to be
 * done with a call is done on the thread that brings it, if no other is at it.
 */
public final class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
    /** After a restart each side is asked whether it is still there. */
    private static final Spread RESUMED = new Spread(Duration.ofSeconds(5), Duration.ofSeconds(60));
    /** A PBX that has only reloaded its manager is back by then. */
    private static final Spread LOST = new Spread(Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** A PBX that has been started again answers 481 at once. */
    private static final Spread RETURNED = new Spread(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Signalling line;
    private final Calls calls;
    private final Sight sight = new Sight();
    private final Invitation invitation;
    private final OwnMethods own;
    private final String self;

    /**
     * @param own what phones ask of the room itself
     * @param self what Parley calls itself towards PBXs
     */
    public Switchboard(Calls calls, OwnMethods own, String self) {
        this.line = calls.line();
        this.calls = calls;
        this.invitation = new Invitation(line);
        this.own = own;
        this.self = self;
    }

    /** Whether a phone asks to be looked after more often than anybody may (RFC 4028 §5). */
    public boolean isTooShort(Incoming invite) {
        return SessionTimer.isTooShort(invite.request());
    }

    /** Goes on with the calls of a Parley before this one; before any request comes in. */
    public void resume() {
        line.kept().all().forEach((key, state) -> {
            Call call = new Call(state.party(), state.contacts(), state.flow(), own, line, calls, calls.strand());
            calls.resume(call, state);
            call.resume(state, RESUMED.any());
        });
        if (calls.count() > 0) {
            LOG.info("{} calls of before go on", calls.count());
        }
    }

    /** The connection to a PBX is lost, and with it perhaps the PBX itself: its calls are looked at. */
    public void unseen(String pbx) {
        if (sight.lost(pbx)) {
            look(pbx, LOST);
        }
    }

    /** A PBX can be seen, and what is in its rooms is known. One that was lost may have forgotten its calls. */
    public void inSight(String pbx) {
        if (sight.found(pbx)) {
            look(pbx, RETURNED);
        }
    }

    private void look(String pbx, Spread when) {
        calls.all().stream()
                .filter(call -> call.party().room().pbx().equals(pbx))
                .forEach(call -> call.later(() -> call.lookAtPbx(when.any())));
    }

    /** Ends all calls, and waits a moment for the PBXs and phones to have heard of it. */
    public void endAll() throws InterruptedException {
        calls.all().forEach(call -> call.later(() -> call.end(Reason.NONE)));
        calls.awaitNone(GOODBYE);
    }

    /** A new call that may go on. */
    public void begin(Incoming invite, Admitted admitted) {
        Contacts contacts = Contacts.of(
                admitted.room().name(),
                admitted.behind().host(invite.source().transport()),
                invite.source().transport(),
                self,
                admitted.behind().transport());
        Request out = invitation.of(invite, admitted, contacts);
        DialogId client = Dialogs.named(invite.request());
        Party party = new Party(
                admitted.room(),
                admitted.user(),
                Dialogs.begunBy(out).callId(),
                new DialogId(client.callId(), invite.localTag(), client.remoteTag()),
                invite.source().address());
        Call call = new Call(party, contacts, Flow.of(invite), own, line, calls, calls.strand());
        if (calls.begin(call, invite, out)) {
            call.soonest(() -> call.begin(invite, out, admitted.needsProof()));
        } else {
            invite.answerer().forget(); // answered before; the 2xx is repeated as long as that is of use
        }
    }

    /** @return whether the request is in a dialog of a call, and so was or will be answered */
    public boolean take(Incoming request) {
        Optional<Call> call = calls.of(request);
        call.ifPresent(found -> found.soonest(() -> found.came(request)));
        return call.isPresent();
    }

    public void acked(Incoming ack) {
        calls.of(ack).ifPresent(call -> call.soonest(() -> call.acked(ack)));
    }

    /** Of a phone's first INVITE, or in a dialog. It is answered 200 even if it is late (RFC 3261 §9.2). */
    public void cancelled(Incoming cancel) {
        Optional<Call> call = calls.begunBy(cancel).or(() -> calls.of(cancel));
        boolean known = call.isPresent() || cancel.meansAnother();
        cancel.answer(known ? Response.OK : Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        call.ifPresent(found -> found.soonest(() -> found.cancelled(cancel)));
    }

    /** @return whether it belongs to a call */
    public boolean strayed(Response response) {
        return calls.strayed(response);
    }

    public boolean owns(Request request) {
        return calls.owns(request);
    }
}
