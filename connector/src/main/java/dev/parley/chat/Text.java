package dev.parley.chat;

import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody said to a room, as a door took it in.
 *
 * @param contentType media type in lower case without parameters, for example {@code text/plain}
 * @param body the decoded text, may be empty; of a text that came as HTML what is left without the markup
 * @param html the text as HTML, made harmless, where it came as that
 * @param declaredBytes the Content-Length of the request; more than zero with an empty body means that the PBX lost it
 *     (Asterisk 16.28 and 22.10 do from 1,024 bytes on)
 * @param callId Call-ID of the request; with CSeq and claim it names the request, so that a second coming is noticed
 * @param fromParley whether the request carries Parley's own mark: a copy of ours that comes back
 * @param automatic whether the request says that no human wrote it (Auto-Submitted, RFC 3834 §5)
 * @param expires from when on it is not worth showing, where its sender says so (RFC 3428 §7)
 */
public record Text(
        TextId id,
        RoomId room,
        Claim claim,
        String contentType,
        String body,
        Optional<String> html,
        Audience audience,
        int declaredBytes,
        String callId,
        String cseq,
        boolean fromParley,
        boolean automatic,
        Instant received,
        Optional<Instant> expires) {

    /** A plain text to everyone. */
    public Text(
            TextId id,
            RoomId room,
            Claim claim,
            String contentType,
            String body,
            int declaredBytes,
            String callId,
            String cseq,
            boolean fromParley,
            boolean automatic,
            Instant received) {
        this(
                id,
                room,
                claim,
                contentType,
                body,
                Optional.empty(),
                Audience.everyone(),
                declaredBytes,
                callId,
                cseq,
                fromParley,
                automatic,
                received,
                Optional.empty());
    }

    /** The PBX took the text but had no room for its body. */
    public boolean bodyLost() {
        return declaredBytes > 0 && body.isEmpty();
    }
}
