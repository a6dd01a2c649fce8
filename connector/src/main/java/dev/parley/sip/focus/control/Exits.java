package dev.parley.sip.focus.control;

import dev.parley.conference.Attendances;
import dev.parley.conference.DisconnectionMethod;
import dev.parley.pbx.CallControl;
import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import dev.parley.sip.legs.FocusCalls;
import java.util.function.Function;

/** Gets members out of rooms, and has documents say at whose word they went. */
final class Exits {
    private final Function<RoomId, CallControl> pbxs;
    private final FocusCalls calls;
    private final Attendances attendances;

    Exits(Function<RoomId, CallControl> pbxs, FocusCalls calls, Attendances attendances) {
        this.pbxs = pbxs;
        this.calls = calls;
        this.attendances = attendances;
    }

    /** @param address of whoever asks for it; blocks, false if the member stays */
    boolean out(Roster.Seated seated, Referrer by, String address) {
        MemberId member = seated.member().id();
        DisconnectionMethod method = by.is(seated.member()) ? DisconnectionMethod.DEPARTED : DisconnectionMethod.BOOTED;
        Runnable takeBack = attendances.leaving(seated.room(), member, method, address);
        boolean gone = pbxs.apply(seated.room()).remove(seated.room(), member) || hungUp(seated);
        if (!gone) {
            takeBack.run();
        }
        return gone;
    }

    private boolean hungUp(Roster.Seated seated) {
        var call = calls.of(seated.member());
        call.ifPresent(calls::hangUp);
        return call.isPresent();
    }
}
