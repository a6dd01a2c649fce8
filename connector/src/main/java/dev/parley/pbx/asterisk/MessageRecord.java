package dev.parley.pbx.asterisk;

import static dev.parley.pbx.asterisk.AmiFields.text;

import dev.parley.chat.Claim;
import dev.parley.chat.Text;
import dev.parley.chat.TextId;
import dev.parley.pbx.asterisk.wire.ParleyTextEvent;
import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One MESSAGE as the shipped dialplan hands it over: by UserEvent, by FastAGI, or out of the dialplan's memory of the
 * last ones. The order of the fields is the order in {@code extensions_parley.conf}.
 */
record MessageRecord(
        String room,
        String callId64,
        String cseq64,
        String from64,
        String type64,
        String length,
        String transport,
        String source,
        String authorization64,
        String mark64,
        String automatic64,
        String agent64,
        String body64) {
    static final int FIELDS = 13;

    static MessageRecord of(ParleyTextEvent e) {
        return new MessageRecord(
                text(e.getRoom()),
                text(e.getCallID64()),
                text(e.getCSeq64()),
                text(e.getFrom64()),
                text(e.getType64()),
                text(e.getLength()),
                text(e.getTransport()),
                text(e.getSrc()),
                text(e.getAuth64()),
                text(e.getMark64()),
                text(e.getAuto64()),
                text(e.getAgent64()),
                text(e.getBody64()));
    }

    /** Empty where there are fewer fields: somebody else's script called, or the dialplan is not the shipped one. */
    static Optional<MessageRecord> of(List<String> fields) {
        if (fields.size() != FIELDS) {
            return Optional.empty();
        }
        return Optional.of(new MessageRecord(
                fields.get(0),
                fields.get(1),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                fields.get(5),
                fields.get(6),
                fields.get(7),
                fields.get(8),
                fields.get(9),
                fields.get(10),
                fields.get(11),
                fields.get(12)));
    }

    Text toText(RoomId where, TextId id, Instant received) {
        String type = Base64Text.utf8(type64);
        String from = Base64Text.utf8(from64);
        String automatic = Base64Text.utf8(automatic64).strip();
        return new Text(
                id,
                where,
                new Claim(
                        FromHeader.user(from),
                        FromHeader.digestUser(Base64Text.utf8(authorization64)).orElse(""),
                        source,
                        transport.toLowerCase(Locale.ROOT)),
                ContentType.mediaType(type),
                Base64Text.text(Base64Text.bytes(body64), Base64Text.charset(ContentType.charset(type))),
                declaredBytes(),
                Base64Text.utf8(callId64),
                Base64Text.utf8(cseq64),
                !mark64.isEmpty(),
                !automatic.isEmpty() && !automatic.equalsIgnoreCase("no"),
                received);
    }

    private int declaredBytes() {
        try {
            return Integer.parseInt(length.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
