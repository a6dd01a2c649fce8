package dev.parley.chat;

import dev.parley.room.Member;
import dev.parley.room.Room;
import java.util.Optional;

/**
 * Finds the member who really said a text. From is a claim, never a proof: it only says which account to check. Then
 *
 * <ul>
 *   <li>a text whose leg is known is that member's, whatever its From says, and an overheard one is nobody else's;
 *   <li>an account that Parley itself has seen proven needs nothing more;
 *   <li>an account of which the PBX demands a digest needs one for itself: the PBX looked the account up by From and let
 *       the request pass, so it has checked that digest. Its address would prove less: on Asterisk 16.28 and 22.10 a
 *       phone can put another in its place by a header of its own;
 *   <li>any other account needs the very address of its live leg, or the one that it is registered at, which is all that
 *       such a PBX itself goes by.
 * </ul>
 */
final class Proof {
    private final OwnCalls calls;

    /** @param calls those whose leg has Parley's address, since the phone's is known to Parley alone */
    Proof(OwnCalls calls) {
        this.calls = calls;
    }

    Optional<Member> of(Claim claim, Room room) {
        if (claim.leg().isPresent() || claim.overheard().isPresent()) {
            return claim.leg().flatMap(room::member);
        }
        Optional<Member> there = room.members().stream()
                .filter(member -> isProven(member, claim))
                .filter(member -> isThere(member, claim))
                .findFirst();
        return there.or(() -> room.members().stream()
                .filter(member -> isProven(member, claim))
                .findFirst());
    }

    private boolean isProven(Member member, Claim claim) {
        if (claim.account().isPresent()) {
            return member.identity().isNamed(claim.account().get());
        }
        if (!member.identity().isNamed(claim.user())) {
            return false;
        }
        return member.identity().authenticated()
                ? member.identity().isNamed(claim.digestUser())
                : isThere(member, claim) || isRegisteredThere(member, claim);
    }

    private boolean isThere(Member member, Claim claim) {
        String phone = calls.phone(member).orElse(member.leg().source());
        return !claim.source().isEmpty() && claim.source().equals(phone);
    }

    private static boolean isRegisteredThere(Member member, Claim claim) {
        return claim.registered().contains(member.identity().aor());
    }
}
