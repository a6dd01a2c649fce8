package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.store.Codec;
import dev.parley.sip.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what comes from phones and PBXs to the call that it belongs to. For any thread; nothing here blocks. */
public final class Switchboard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
    private static final String TABLE = "calls";
    /** After a restart each side is asked whether it is still there: soon, but not all at once. */
    private static final int LOOK_AFTER_SECONDS = 5;

    private static final int LOOK_WITHIN_SECONDS = 60;
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Timer timer;
    private final Signalling line;
    private final Calls calls;
    private final Invitation invitation;
    private final OwnMethods own;
    private final String self;
    private final Executor threads;

    /**
     * @param own what phones ask of the room itself
     * @param self what Parley calls itself towards PBXs
     * @param realm of Parley's own passwords, which no PBX gets to see
     * @param store has the calls of a Parley before this one
     * @param session how long a side may be silent that sets no time itself
     */
    public Switchboard(
            Sip sip,
            Outbox outbox,
            OwnMethods own,
            String self,
            String realm,
            Store store,
            Duration session,
            Executor threads,
            Clock clock) {
        this(sip, outbox, own, self, realm, store, session, threads, clock, new Clockwork());
    }

    /** @param timer whose time is that of the clock */
    Switchboard(
            Sip sip,
            Outbox outbox,
            OwnMethods own,
            String self,
            String realm,
            Store store,
            Duration session,
            Executor threads,
            Clock clock,
            Timer timer) {
        this.timer = timer;
        this.line = new Signalling(
                sip,
                outbox,
                new Dialogs(sip),
                new Carried(sip, realm),
                timer,
                clock,
                store.table(TABLE, Codec.json(CallState.class)),
                session);
        this.calls = new Calls(line, threads);
        this.invitation = new Invitation(line);
        this.own = own;
        this.self = self;
        this.threads = threads;
    }

    /** Whether a phone asks to be looked after more often than anybody may (RFC 4028 §5). */
    public boolean isTooShort(Incoming invite) {
        return SessionTimer.isTooShort(invite.request());
    }

    /** Goes on with the calls of a Parley before this one; before any request comes in. */
    public void resume() {
        line.kept().all().forEach((key, state) -> {
            Call call = new Call(state.party(), state.contacts(), state.flow(), own, line, calls, new Strand(threads));
            calls.resume(call, state);
            call.resume(state, soon());
        });
        if (calls.count() > 0) {
            LOG.info("{} calls of before go on", calls.count());
        }
    }

    private static Duration soon() {
        return Duration.ofSeconds(ThreadLocalRandom.current().nextInt(LOOK_AFTER_SECONDS, LOOK_WITHIN_SECONDS));
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
        Call call = new Call(party, contacts, Flow.of(invite), own, line, calls, new Strand(threads));
        if (calls.begin(call, invite, out)) {
            call.later(() -> call.begin(invite, out, admitted.needsProof()));
        } else {
            invite.answerer().forget(); // answered before; the 2xx is repeated as long as that is of use
        }
    }

    /** @return whether the request is in a dialog of a call, and so was or will be answered */
    public boolean take(Incoming request) {
        Optional<Call> call = calls.of(request);
        call.ifPresent(found -> found.later(() -> found.came(request)));
        return call.isPresent();
    }

    public void acked(Incoming ack) {
        calls.of(ack).ifPresent(call -> call.later(() -> call.acked(ack)));
    }

    /** Of a phone's first INVITE, or in a dialog. It is answered 200 even if it is late (RFC 3261 §9.2). */
    public void cancelled(Incoming cancel) {
        Optional<Call> call = calls.begunBy(cancel).or(() -> calls.of(cancel));
        boolean known = call.isPresent() || cancel.meansAnother();
        cancel.answer(known ? Response.OK : Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        call.ifPresent(found -> found.later(() -> found.cancelled(cancel)));
    }

    /** @return whether it belongs to a call */
    public boolean strayed(Response response) {
        return calls.strayed(response);
    }

    public boolean owns(Request request) {
        return calls.owns(request);
    }

    public FocusCalls calls() {
        return calls;
    }

    /** Calls that go through the focus now: those that ring, and those whose BYE is not answered yet, included. */
    public int count() {
        return calls.count();
    }

    @Override
    public void close() {
        timer.close();
    }
}
