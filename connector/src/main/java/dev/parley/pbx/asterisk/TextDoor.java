package dev.parley.pbx.asterisk;

import dev.parley.chat.TextId;
import dev.parley.pbx.PbxListener;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

/** Where texts come in, whichever way the dialplan brings them. */
final class TextDoor {
    private static final int ID_BYTES = 8;

    private final Mirror mirror;
    private final PbxListener listener;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TextDoor(Mirror mirror, PbxListener listener, Clock clock) {
        this.mirror = mirror;
        this.listener = listener;
        this.clock = clock;
    }

    /** A text to a conference that is not ours is none of our business. */
    void take(MessageRecord message) {
        mirror.room(message.room()).ifPresent(room -> listener.said(message.toText(room, newId(), clock.instant())));
    }

    private TextId newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new TextId(HexFormat.of().formatHex(id));
    }
}
