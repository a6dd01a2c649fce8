package dev.parley.sip.auth;

import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.sip.stack.Incoming;

/**
 * Believes a From that comes from the very address of that account's live call: whoever can send from there has the
 * phone. Unlike a PBX, Parley's own SIP side sees that address itself.
 */
public final class LiveLegs implements Senders {
    @Override
    public Sender of(Incoming request, Room room) {
        String user = From.user(request);
        return room.members().stream()
                .filter(member -> member.identity().isNamed(user))
                .filter(member -> isAt(member, request))
                .<Sender>map(member -> new Sender.Leg(member.id()))
                .findFirst()
                .orElseGet(Sender.Nobody::new);
    }

    private static boolean isAt(Member member, Incoming request) {
        return request.source().address().equals(member.leg().source());
    }
}
