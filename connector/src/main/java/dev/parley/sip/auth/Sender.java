package dev.parley.sip.auth;

import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.sip.stack.Sip;
import java.util.List;
import java.util.Optional;
import javax.sip.header.Header;

/** Who sent a request, as far as Parley can tell. */
public sealed interface Sender {
    /**
     * An account that has proven itself.
     *
     * @param user as the PBX names it, or the user part of its address of record
     */
    record Account(String user) implements Sender {}

    /** The phone of this leg: the request comes from the address of its live call, and names its account. */
    record Leg(MemberId member) implements Sender {}

    /**
     * Nothing is proven.
     *
     * @param code what the request is answered
     * @param challenges values of WWW-Authenticate that come with a 401
     */
    record Nobody(int code, List<String> challenges) implements Sender {
        public Nobody {
            challenges = List.copyOf(challenges);
        }

        /** There is no way to prove anything, or the proof was for somebody else. */
        public Nobody() {
            this(403, List.of());
        }

        /** What belongs into the answer. */
        public Header[] headers(Sip sip) {
            return challenges.stream()
                    .map(challenge -> sip.header("WWW-Authenticate", challenge))
                    .toArray(Header[]::new);
        }
    }

    /** The member of the room that this is. */
    default Optional<Member> in(Room room) {
        return switch (this) {
            case Leg leg -> room.member(leg.member());
            case Account account ->
                room.members().stream()
                        .filter(member -> member.identity().isNamed(account.user()))
                        .findFirst();
            case Nobody nobody -> Optional.empty();
        };
    }

    /** Whether this sender goes by that name, which may be an alias that the room's PBX knows. */
    default boolean isNamed(String user, Room room) {
        boolean own = this instanceof Account account && account.user().equals(user);
        return !user.isEmpty()
                && (own
                        || in(room).filter(member -> member.identity().isNamed(user))
                                .isPresent());
    }
}
