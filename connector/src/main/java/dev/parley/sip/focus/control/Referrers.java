package dev.parley.sip.focus.control;

import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.sip.auth.Sender;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.util.Optional;

/** Finds out who refers. */
final class Referrers {
    private final Senders senders;
    private final FocusCalls calls;
    private final Sip sip;

    Referrers(Senders senders, FocusCalls calls, Sip sip) {
        this.senders = senders;
        this.calls = calls;
        this.sip = sip;
    }

    /** Nobody but the phone knows the tags of its call. */
    static Referrer of(Party party, Room room) {
        Optional<Member> member = room.members().stream()
                .filter(each -> each.leg().callId().equals(party.callId()))
                .findFirst();
        return new Referrer(party.user(), member);
    }

    /** Who it is, or nobody after the request has been answered so. */
    Optional<Referrer> proven(Incoming refer, Room room) {
        Optional<Referrer> called = byCall(refer, room);
        if (called.isPresent()) {
            return called;
        }
        return switch (senders.of(refer, room)) {
            case Sender.Nobody nobody -> {
                refer.answer(nobody.code(), nobody.headers(sip));
                yield Optional.empty();
            }
            case Sender.Account account -> Optional.of(new Referrer(account.user(), account.in(room)));
            case Sender.Leg leg ->
                leg.in(room).map(member -> new Referrer(member.identity().endpoint(), Optional.of(member)));
        };
    }

    /** Who can read the network knows the tags of a call too, unless it goes by TLS (RFC 4538 §4). */
    private Optional<Referrer> byCall(Incoming refer, Room room) {
        return TargetDialog.of(refer)
                .filter(dialog -> refer.source().transport().equals("tls"))
                .flatMap(calls::with)
                .filter(party -> party.room().equals(room.id()))
                .map(party -> of(party, room));
    }
}
