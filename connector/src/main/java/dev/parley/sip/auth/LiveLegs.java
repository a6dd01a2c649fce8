package dev.parley.sip.auth;

import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.sip.stack.Incoming;
import java.util.List;

/**
 * Believes a From that comes from the very address of that account's live call: whoever can send from there has the
 * phone. Unlike a PBX, Parley's own SIP side sees that address itself. An address that several accounts call from is that
 * of a proxy, and proves nothing.
 */
public final class LiveLegs implements Senders {
    @Override
    public Sender of(Incoming request, Room room) {
        String user = From.user(request);
        List<Member> there =
                room.members().stream().filter(member -> isAt(member, request)).toList();
        boolean proxy = there.stream().map(Member::identity).distinct().count() > 1;
        if (proxy) {
            return new Sender.Nobody();
        }
        return there.stream()
                .filter(member -> member.identity().isNamed(user))
                .<Sender>map(member -> new Sender.Leg(member.id()))
                .findFirst()
                .orElseGet(Sender.Nobody::new);
    }

    private static boolean isAt(Member member, Incoming request) {
        return request.source().address().equals(member.leg().source());
    }
}
