package dev.parley.conference;

import java.util.List;

/**
 * One conference-info document (RFC 4575 §4, §5).
 *
 * @param version 1 to 4294967295, see {@link Sequence}
 * @param users each told whole: Jitsi Desktop forgets the name of a user who is told in part
 * @param deleted the entities of users who are not there any more. In a full document too, though §4.4 has only full
 *     children there: Linphone 5.1 removes nobody just because a full document lacks him
 */
public record Document(
        State state,
        long version,
        Description description,
        ConferenceState conference,
        List<User> users,
        List<String> deleted) {
    public static final String CONTENT_TYPE = "application/conference-info+xml";

    public Document {
        users = List.copyOf(users);
        deleted = List.copyOf(deleted);
    }

    /** UTF-8, without indentation: nearly every document passes the 1300 bytes of RFC 3261 §18.1.1 as it is. */
    public byte[] bytes() {
        return DocumentWriter.bytes(this);
    }
}
