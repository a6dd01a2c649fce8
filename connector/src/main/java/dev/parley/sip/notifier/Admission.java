package dev.parley.sip.notifier;

import dev.parley.conference.View;
import dev.parley.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a subscriber may see the room. Immutable.
 *
 * @param forMembersOnly whether somebody who is not in the room may see nothing of it, rather than how many are there
 * @param admitted whether the subscriber was once seen to be somebody who may
 * @param outsideSince set while the subscriber is nobody who may
 */
record Admission(Subscriber subscriber, boolean forMembersOnly, boolean admitted, Optional<Instant> outsideSince) {
    /**
     * Who left may come back, or be about to take the subscription back. And Linphone 5.1 subscribes when its call is
     * answered, while the PBX may still be playing an announcement to it.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Admission of(Subscriber subscriber, boolean forMembersOnly) {
        return new Admission(subscriber, forMembersOnly, false, Optional.empty());
    }

    Admission seeing(Room room, Instant at) {
        boolean welcome = !forMembersOnly || view(room) != View.OUTSIDER;
        Optional<Instant> outside = welcome ? Optional.empty() : outsideSince.or(() -> Optional.of(at));
        return new Admission(subscriber, forMembersOnly, admitted || welcome, outside);
    }

    View view(Room room) {
        return subscriber.view(room);
    }

    /** When the subscriber is rejected, unless something changes before. */
    Optional<Instant> ends() {
        return outsideSince.map(since -> since.plus(PATIENCE));
    }
}
