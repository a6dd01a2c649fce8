package dev.parley.sip.focus.call;

import dev.parley.room.Member;
import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.legs.Party;
import dev.parley.sip.legs.Reach;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.store.Codec;
import dev.parley.sip.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** All calls through the focus, by whatever names them, and what they signal with. For any thread. */
public final class Calls implements FocusCalls, AutoCloseable {
    private static final String TABLE = "calls";

    /** A dialog of ours before the other side's tag is known. */
    private record Half(String callId, String localTag) {
        static Half of(DialogId id) {
            return new Half(id.callId(), id.localTag());
        }
    }

    /** A phone's INVITE; with a password it comes again under the next number. */
    private record Asked(String callId, String remoteTag, long number) {
        static Asked of(Incoming request) {
            DialogId id = Dialogs.named(request.request());
            return new Asked(id.callId(), id.remoteTag(), Handshake.number(request));
        }
    }

    private record Keys(Half ours, Asked asked) {}

    private final Map<DialogId, Call> dialogs = new ConcurrentHashMap<>();
    private final Map<Half, Call> begunByUs = new ConcurrentHashMap<>();
    private final Map<Asked, Call> begunByPhones = new ConcurrentHashMap<>();
    private final Map<String, Call> ties = new ConcurrentHashMap<>();
    private final Map<Call, Keys> keys = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition oneLess = lock.newCondition();
    private final Lately ended;
    private final Signalling line;
    private final Executor threads;

    /**
     * @param realm of Parley's own passwords, which no PBX gets to see
     * @param store has the calls of a Parley before this one
     * @param session how long a side may be silent that sets no time itself
     */
    public Calls(Sip sip, Outbox outbox, String realm, Store store, Duration session, Executor threads, Clock clock) {
        this(sip, outbox, realm, store, session, threads, clock, new Clockwork());
    }

    /** @param timer whose time is that of the clock */
    Calls(
            Sip sip,
            Outbox outbox,
            String realm,
            Store store,
            Duration session,
            Executor threads,
            Clock clock,
            Timer timer) {
        this.line = new Signalling(
                sip,
                outbox,
                new Dialogs(sip),
                new Carried(sip, realm),
                timer,
                clock,
                store.table(TABLE, Codec.json(CallState.class)),
                session);
        this.threads = threads;
        this.ended = new Lately(timer);
    }

    Signalling line() {
        return line;
    }

    /** A thread for one call. */
    Strand strand() {
        return new Strand(threads);
    }

    /** Calls that go through the focus now: those that ring, and those whose BYE is not answered yet, included. */
    public int count() {
        return keys.size();
    }

    /** @return whether the call is new: the same INVITE may come again after its answer (RFC 3261 §17.2.1) */
    boolean begin(Call call, Incoming invite, Request out) {
        DialogId ours = Dialogs.begunBy(out);
        Asked asked = Asked.of(invite);
        if (ended.has(asked) || begunByPhones.putIfAbsent(asked, call) != null) {
            return false;
        }
        keys.put(call, new Keys(Half.of(ours), asked));
        begunByUs.put(Half.of(ours), call);
        ties.put(ours.callId(), call);
        return true;
    }

    /** One of a Parley before this one. */
    void resume(Call call, CallState state) {
        Half ours = Half.of(state.pair().pbx().id());
        DialogId client = state.pair().client().id();
        keys.put(call, new Keys(ours, new Asked(client.callId(), client.remoteTag(), -1)));
        begunByUs.put(ours, call);
        ties.put(call.party().callId(), call);
    }

    /** All there are. */
    List<Call> all() {
        return List.copyOf(ties.values());
    }

    /** Waits until there are none. */
    void awaitNone(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!keys.isEmpty() && left > 0) {
                left = oneLess.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    void know(DialogId dialog, Call call) {
        dialogs.put(dialog, call);
    }

    void forget(DialogId dialog) {
        dialogs.remove(dialog);
    }

    /** Nobody is in this call any more, though a side may not have heard of it yet. */
    void over(Call call) {
        ties.remove(call.party().callId(), call);
        lock.lock();
        try {
            oneLess.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void ended(Call call) {
        Optional.ofNullable(keys.remove(call)).ifPresent(names -> {
            ended.add(names.ours());
            ended.add(names.asked());
            begunByUs.remove(names.ours(), call);
            begunByPhones.remove(names.asked(), call);
        });
    }

    /** The call that a request inside of a dialog belongs to. */
    Optional<Call> of(Incoming request) {
        return Optional.ofNullable(dialogs.get(Dialogs.named(request.request())));
    }

    /** The call that a phone's CANCEL means, or the same INVITE once more. */
    Optional<Call> begunBy(Incoming request) {
        return Optional.ofNullable(begunByPhones.get(Asked.of(request)));
    }

    /** Takes a response that came after its request was done with. Does not block. */
    boolean strayed(Response response) {
        boolean ok = response.getStatusCode() / 100 == 2
                && ((CSeqHeader) response.getHeader(CSeqHeader.NAME))
                        .getMethod()
                        .equals(Request.INVITE);
        if (!ok) {
            return false;
        }
        DialogId id = Dialogs.named(response);
        Optional<Call> call =
                Optional.ofNullable(dialogs.get(id)).or(() -> Optional.ofNullable(begunByUs.get(Half.of(id))));
        if (call.isEmpty() && ended.has(Half.of(id))) {
            threads.execute(() -> Dialogs.begunBy(response).ifPresent(this::endBranch));
            return true;
        }
        call.ifPresent(found -> found.later(() -> found.strayed(response)));
        return call.isPresent();
    }

    /** A 2xx that came when its call had been answered by another branch, or had ended (RFC 3261 §13.2.2.4). */
    void endBranch(Dialog branch) {
        acknowledge(branch);
        line.outbox().begin(line.dialogs().request(branch.next(), Request.BYE), provisional -> {});
    }

    void acknowledge(Dialog branch) {
        line.outbox().send(line.dialogs().request(branch, Request.ACK));
    }

    boolean owns(Request request) {
        return dialogs.containsKey(Dialogs.named(request));
    }

    @Override
    public Optional<Party> with(DialogId dialog) {
        return Optional.ofNullable(dialogs.get(dialog))
                .map(Call::party)
                .filter(party -> ties.containsKey(party.callId()));
    }

    @Override
    public List<Party> from(String source) {
        return ties.values().stream()
                .filter(call -> call.reach().isPresent())
                .map(Call::party)
                .filter(party -> party.source().equals(source))
                .toList();
    }

    @Override
    public Optional<Party> of(Member member) {
        return Optional.ofNullable(ties.get(member.leg().callId())).map(Call::party);
    }

    @Override
    public Optional<String> contact(Party party) {
        return Optional.ofNullable(ties.get(party.callId())).map(Call::contact);
    }

    @Override
    public Optional<Reach> reach(Party party) {
        return Optional.ofNullable(ties.get(party.callId())).flatMap(Call::reach);
    }

    @Override
    public Reply ask(Party party, String method, Consumer<Request> dress, Duration patience) {
        Optional<Call> call = Optional.ofNullable(ties.get(party.callId()));
        if (call.isEmpty()) {
            return new Reply.Unsendable("the call has ended");
        }
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        call.get().later(() -> call.get().ask(method, dress, answer::complete));
        return answer.completeOnTimeout(new Reply.Timeout(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public void hangUp(Party party) {
        Optional.ofNullable(ties.get(party.callId())).ifPresent(call -> call.later(() -> call.end(Reason.REMOVED)));
    }

    @Override
    public void close() {
        line.timer().close();
    }
}
