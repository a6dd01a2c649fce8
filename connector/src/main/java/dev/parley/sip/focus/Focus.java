package dev.parley.sip.focus;

import dev.parley.chat.Courier;
import dev.parley.config.FocusConfig;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.focus.call.Calls;
import dev.parley.sip.focus.call.OwnMethods;
import dev.parley.sip.focus.call.Switchboard;
import dev.parley.sip.focus.control.Factory;
import dev.parley.sip.focus.redirect.Entrance;
import dev.parley.sip.stack.Sip;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sip.message.Request;

/**
 * Calls to rooms through Parley's signalling.
 *
 * @param newCalls takes those that begin
 * @param switchboard takes what belongs to those that there are
 * @param texts takes texts into the calls
 */
public record Focus(NewCalls newCalls, Switchboard switchboard, Courier texts) {
    /** Option tags that a call may require: session timers are Parley's, the others are between phone and PBX. */
    public static final Set<String> EXTENSIONS = Set.of("timer", "100rel", "precondition");

    /**
     * What the focus works with.
     *
     * @param entrance whether a call that a PBX may have sent here may come in
     * @param own what phones ask of the room itself, inside of their calls
     * @param factory of new rooms, if there is one
     * @param domains the domain of a room's PBX
     * @param self what Parley calls itself towards PBXs
     * @param realm of Parley's own passwords
     * @param cameAround whether a request has been here before
     */
    public record Around(
            Sip sip,
            Calls calls,
            Entrance entrance,
            OwnMethods own,
            Optional<Factory> factory,
            Senders senders,
            Function<RoomId, Room> rooms,
            Function<RoomId, String> domains,
            String self,
            String realm,
            Predicate<Request> cameAround) {}

    public static Focus of(FocusConfig config, Around around) {
        Switchboard switchboard = new Switchboard(around.calls(), around.own(), around.self());
        Admission admission =
                new Admission(config, around.senders(), around.rooms(), around.domains(), around.realm(), around.sip());
        NewCalls newCalls = new NewCalls(
                around.entrance(), admission, switchboard, around.factory(), around.sip(), around.cameAround());
        return new Focus(newCalls, switchboard, new InCallCourier(around.calls(), around.sip()));
    }
}
