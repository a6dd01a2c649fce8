package dev.parley.sip.focus;

import dev.parley.chat.Courier;
import dev.parley.config.FocusConfig;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.focus.call.OwnMethods;
import dev.parley.sip.focus.call.Switchboard;
import dev.parley.sip.focus.control.Factory;
import dev.parley.sip.focus.redirect.Entrance;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.store.Store;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Calls to rooms through Parley's signalling: wires its parts. */
public final class Focus implements AutoCloseable {
    /** Option tags that a call may require: session timers are Parley's, the others are between phone and PBX. */
    public static final Set<String> EXTENSIONS = Set.of("timer", "100rel", "precondition");

    private final Switchboard switchboard;
    private final NewCalls newCalls;
    private final Courier texts;

    /**
     * What the focus works with.
     *
     * @param entrance whether a call that a PBX may have sent here may come in
     * @param own what phones ask of the room itself, inside of their calls
     * @param domains the domain of a room's PBX
     * @param self what Parley calls itself towards PBXs
     * @param realm of Parley's own passwords
     * @param cameAround whether a request has been here before
     * @param store has the calls of a Parley before this one
     */
    public record Around(
            Sip sip,
            Outbox outbox,
            Entrance entrance,
            OwnMethods own,
            Senders senders,
            Function<RoomId, Room> rooms,
            Function<RoomId, String> domains,
            String self,
            String realm,
            Predicate<Request> cameAround,
            Store store,
            Executor threads,
            Clock clock) {}

    public Focus(FocusConfig config, Around around) {
        this.switchboard = new Switchboard(
                around.sip(),
                around.outbox(),
                around.own(),
                around.self(),
                around.realm(),
                around.store(),
                config.session(),
                around.threads(),
                around.clock());
        this.texts = new InCallCourier(switchboard.calls(), around.sip());
        Admission admission =
                new Admission(config, around.senders(), around.rooms(), around.domains(), around.realm(), around.sip());
        this.newCalls = new NewCalls(around.entrance(), admission, switchboard, around.sip(), around.cameAround());
    }

    /** Goes on with the calls of a Parley before this one; before any request comes in. */
    public void resume() {
        switchboard.resume();
    }

    /** The connection to a PBX is lost. Does not block. */
    public void unseen(String pbx) {
        switchboard.unseen(pbx);
    }

    /** What is in the rooms of this PBX is known from now on. Does not block. */
    public void inSight(String pbx) {
        switchboard.inSight(pbx);
    }

    /** Takes no more calls. */
    public void closeDoors() {
        newCalls.close();
    }

    /** Ends all calls: for a Parley after which none goes on with them. */
    public void endAll() throws InterruptedException {
        switchboard.endAll();
    }

    /**
     * INVITE outside of a dialog.
     *
     * @param factory of new rooms, if there is one
     */
    public void invited(Incoming invite, Optional<Factory> factory) {
        newCalls.invited(invite, factory);
    }

    /** @return whether the request is in a dialog of a call, and so was or will be answered */
    public boolean take(Incoming request) {
        return switchboard.take(request);
    }

    public void acked(Incoming ack) {
        switchboard.acked(ack);
    }

    public void cancelled(Incoming cancel) {
        switchboard.cancelled(cancel);
    }

    /** @return whether it belongs to a call */
    public boolean strayed(Response response) {
        return switchboard.strayed(response);
    }

    public boolean owns(Request request) {
        return switchboard.owns(request);
    }

    public FocusCalls calls() {
        return switchboard.calls();
    }

    /** Takes texts into the calls. */
    public Courier texts() {
        return texts;
    }

    /** Calls that go through the focus now. */
    public int count() {
        return switchboard.count();
    }

    @Override
    public void close() {
        switchboard.close();
    }
}
