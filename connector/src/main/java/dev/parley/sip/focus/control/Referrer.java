package dev.parley.sip.focus.control;

import dev.parley.room.Member;
import java.util.Optional;

/**
 * Who asks for something, as far as it is proven.
 *
 * @param user as the PBX names the account; empty for a leg that belongs to none
 * @param member the leg in the room, if there is one
 */
record Referrer(String user, Optional<Member> member) {
    /** Whether the other leg is the same person's. */
    boolean is(Member other) {
        return member.filter(own -> own.id().equals(other.id())).isPresent()
                || other.identity().isNamed(user);
    }

    /** For counting how much somebody does. */
    String key() {
        return user.isEmpty() ? member.map(own -> own.id().value()).orElse("") : user;
    }
}
