package dev.parley.sip.auth;

import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.sip.focus.Party;
import dev.parley.sip.stack.Incoming;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Believes a From that comes from the very address of that account's live call: whoever can send from there has the
 * phone. Unlike a PBX, Parley's own SIP side sees that address itself. An address that several accounts call from is that
 * of a proxy, and proves nothing.
 */
public final class LiveLegs implements Senders {
    private final Function<Member, Optional<Party>> calls;

    /** @param calls the member's call, if it goes through Parley: the PBX sees the address of Parley then */
    public LiveLegs(Function<Member, Optional<Party>> calls) {
        this.calls = calls;
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
                .orElseGet(Sender.Nobody::new);
    }

    private boolean isAt(Member member, Incoming request) {
        String source =
                calls.apply(member).map(Party::source).orElse(member.leg().source());
        return request.source().address().equals(source);
    }

    /** Where Parley vouches for its callers, all of them are one account to the PBX. */
    private Object account(Member member) {
        return calls.apply(member).<Object>map(Party::user).orElse(member.identity());
    }

    private boolean isNamed(Member member, String user) {
        return calls.apply(member)
                .map(party -> party.user().equals(user) || member.identity().isNamed(user))
                .orElseGet(() -> member.identity().isNamed(user));
    }
}
