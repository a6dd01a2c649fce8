package dev.parley.sip.legs;

import dev.parley.room.Member;
import java.util.List;
import java.util.Optional;

/** The calls that go through Parley itself, as far as they tell who somebody is. */
public interface Callers {
    /** There are none. */
    Callers NONE = new Callers() {
        @Override
        public Optional<Party> of(Member member) {
            return Optional.empty();
        }

        @Override
        public List<Party> from(String source) {
            return List.of();
        }
    };

    /** The member's call. */
    Optional<Party> of(Member member);

    /**
     * Calls that a PBX has let in.
     *
     * @param source where they came from, {@code ip:port}
     */
    List<Party> from(String source);
}
