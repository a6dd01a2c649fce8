package dev.parley.sip;

import dev.parley.sip.focus.call.Calls;
import dev.parley.sip.focus.call.OwnMethods;
import dev.parley.sip.legs.Party;
import dev.parley.sip.message.RoomMessages;
import dev.parley.sip.notifier.ConferencePackage;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import java.util.concurrent.Executor;
import javax.sip.message.Request;

/** Inside of a call through the focus: what is meant for the room, and not for the PBX. */
record InCallRequests(
        RoomMessages messages,
        ConferencePackage conferences,
        EventPackages packages,
        RequestHandler refers,
        Calls calls,
        Executor threads)
        implements OwnMethods {
    @Override
    public boolean take(Party party, Incoming request) {
        switch (request.request().getMethod()) {
            case Request.MESSAGE -> messages.inCall(request, party.room(), party.callId());
            case Request.SUBSCRIBE -> threads.execute(() -> subscribed(party, request));
            case Request.REFER -> threads.execute(() -> refers.handle(request));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void subscribed(Party party, Incoming subscribe) {
        if (EventPackages.isOfRefers(subscribe)) {
            packages.came(subscribe);
        } else {
            conferences.inCall(party, calls, subscribe);
        }
    }
}
