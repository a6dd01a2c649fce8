package dev.parley.chat;

import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import java.util.Optional;
import java.util.Set;

/** The stand-in for whoever wrote an overheard text that may pass although nobody can tell who that was. */
final class Hearsay {
    /** In front, since a long name is cut at its end. */
    private static final String UNCONFIRMED = "(unconfirmed) ";

    private static final MemberId NOBODY = new MemberId("");

    private Hearsay() {}

    /** It has the id of the member who may have been it, who then gets no copy. */
    static Optional<Member> of(Claim claim) {
        return claim.overheard()
                .filter(Overheard::passes)
                .map(heard -> new Member(
                        heard.perhaps().orElse(NOBODY),
                        Identity.UNKNOWN,
                        UNCONFIRMED + heard.name(),
                        Set.<Flag>of(),
                        Leg.UNKNOWN));
    }
}
