package dev.parley.conference;

import java.util.Optional;

/**
 * The room as a whole (RFC 4575 §5.5). Has no state of its own, so it is always told whole.
 *
 * @param userCount the people in the room, however many legs they have, and whether or not a view lists them (§5.5.1)
 * @param locked whether nobody can be added; empty where a view does not tell
 */
public record ConferenceState(int userCount, Optional<Boolean> locked) {
    ConferenceState countOnly() {
        return new ConferenceState(userCount, Optional.empty());
    }
}
