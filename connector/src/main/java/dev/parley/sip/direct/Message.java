package dev.parley.sip.direct;

import dev.parley.sip.stack.Ids;

/**
 * One MESSAGE request. It has no Contact (RFC 3428 §4) and begins no dialog.
 *
 * @param fromName shown beside the room's address; empty for none
 * @param from the room's address
 * @param to the member's address
 * @param mark that copies of ours are known by should they come back
 * @param callId new for each request: requests outside of a dialog are not tied to one another (RFC 3261 §8.1.1.4), and
 *     Linphone drops one whose Call-ID and CSeq it has seen before
 * @param cseq 1, or 2 for the same with credentials (RFC 3261 §22.1)
 * @param authorization the header line that a proxy asked for, as name and value; both empty for none
 */
record Message(
        Destination destination,
        String fromName,
        String from,
        String to,
        Content content,
        String mark,
        String callId,
        String tag,
        long cseq,
        Header authorization) {
    /** A header line. */
    record Header(String name, String value) {
        static final Header NONE = new Header("", "");

        boolean isNone() {
            return name.isEmpty();
        }
    }

    static Message of(Destination destination, Envelope envelope, Content content, Ids ids) {
        return new Message(
                destination,
                envelope.fromName(),
                destination.room().orElse(envelope.from()),
                envelope.to(),
                content,
                envelope.mark(),
                ids.next(),
                ids.next(),
                1,
                Header.NONE);
    }

    Message with(Header credentials) {
        return new Message(destination, fromName, from, to, content, mark, callId, tag, cseq + 1, credentials);
    }
}
