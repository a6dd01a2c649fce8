package dev.parley.sip.notifier;

import java.util.Set;

/**
 * What a subscription still has to know after Parley was killed.
 *
 * @param admitted whether the subscriber was seen to be somebody who may see the room
 * @param lived whether the room was seen to be going on, so that its end is the end of the subscription
 * @param version at least that of the last document: Linphone 5.1 gives the subscription up when it goes back
 * @param shown whom the subscriber may hold: Linphone 5.1 removes only who is listed as deleted
 */
record Memory(boolean admitted, boolean lived, long version, Set<String> shown) {
    static final Memory NONE = new Memory(false, false, 0, Set.of());

    Memory {
        shown = Set.copyOf(shown);
    }

    /** Whether this is enough for who has that to go on with. */
    boolean covers(Memory other) {
        return admitted == other.admitted
                && lived == other.lived
                && version >= other.version
                && shown.containsAll(other.shown);
    }

    Memory ahead(int documents) {
        return new Memory(admitted, lived, version + documents, shown);
    }
}
