package dev.parley.pbx.asterisk;

import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.time.Duration;
import org.asteriskjava.manager.action.ConfbridgeKickAction;
import org.asteriskjava.manager.action.GetVarAction;

/** Throws a member out of a room. */
final class Kick {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Kick() {}

    /** ConfbridgeKick knows a member by the name of its channel only, Getvar by its Uniqueid as well (16.28 and 22.10). */
    static boolean out(RoomId room, MemberId member, AmiSession session) {
        GetVarAction name = new GetVarAction(AmiValue.line(member.value()), "CHANNEL(name)");
        String channel = session.ask(name, PATIENCE) instanceof AmiReply.Success found
                ? found.value("Value").orElse("")
                : "";
        return !channel.isEmpty()
                && session.ask(new ConfbridgeKickAction(AmiValue.line(room.name()), AmiValue.line(channel)), PATIENCE)
                        instanceof AmiReply.Success;
    }
}
