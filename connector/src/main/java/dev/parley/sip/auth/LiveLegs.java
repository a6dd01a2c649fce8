package dev.parley.sip.auth;

import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.sip.legs.Callers;
import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Incoming;
import java.util.List;
import java.util.Optional;

/**
 * Believes a From that comes from the very address of that account's live call: whoever can send from there has the
 * phone. Unlike a PBX, Parley's own SIP side sees that address itself. An address that several accounts call from is that
 * of a proxy, and proves nothing.
 */
public final class LiveLegs implements Senders {
    private final Callers callers;

    /** @param callers whose calls go through Parley: the PBX sees the address of Parley then */
    public LiveLegs(Callers callers) {
        this.callers = callers;
    }

    @Override
    public Sender of(Incoming request, Room room) {
        String user = From.user(request);
        List<Member> there =
                room.members().stream().filter(member -> isAt(member, request)).toList();
        boolean proxy = there.stream().map(this::account).distinct().count() > 1;
        if (proxy) {
            return new Sender.Nobody();
        }
        return there.stream()
                .filter(member -> isNamed(member, user))
                .<Sender>map(member -> new Sender.Leg(member.id()))
                .findFirst()
                .or(() -> entering(request, room, user))
                .orElseGet(Sender.Nobody::new);
    }

    /** The PBX has answered the call and not yet said who joined: Linphone 5.1 subscribes in that moment, and never again. */
    private Optional<Sender> entering(Incoming request, Room room, String user) {
        List<Party> there = callers.from(request.source().address());
        boolean alone = there.stream().map(Party::user).distinct().count() == 1;
        return there.stream()
                .filter(party ->
                        alone && party.user().equals(user) && party.room().equals(room.id()))
                .<Sender>map(party -> new Sender.Account(user))
                .findFirst();
    }

    private boolean isAt(Member member, Incoming request) {
        String source =
                callers.of(member).map(Party::source).orElse(member.leg().source());
        return request.source().address().equals(source);
    }

    /** Where Parley vouches for its callers, all of them are one account to the PBX. */
    private Object account(Member member) {
        return callers.of(member).<Object>map(Party::user).orElse(member.identity());
    }

    private boolean isNamed(Member member, String user) {
        return callers.of(member)
                .map(party -> party.user().equals(user) || member.identity().isNamed(user))
                .orElseGet(() -> member.identity().isNamed(user));
    }
}
