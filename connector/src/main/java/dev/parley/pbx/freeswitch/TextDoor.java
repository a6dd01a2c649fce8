package dev.parley.pbx.freeswitch;

import dev.parley.chat.Claim;
import dev.parley.chat.Text;
import dev.parley.chat.TextId;
import dev.parley.esl.EslEvent;
import dev.parley.pbx.PbxListener;
import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where texts come in: RECV_MESSAGE, one for each MESSAGE and in their order (1.11). */
final class TextDoor {
    private static final int ID_BYTES = 8;
    /** The prefix by which mod_sms means the conference of a name. */
    private static final Pattern TO_CONFERENCE = Pattern.compile("^conf\\+", Pattern.CASE_INSENSITIVE);

    private final Mirror mirror;
    private final Registrations registrations;
    private final PbxListener listener;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TextDoor(Mirror mirror, Registrations registrations, PbxListener listener, Clock clock) {
        this.mirror = mirror;
        this.registrations = registrations;
        this.listener = listener;
        this.clock = clock;
    }

    /** A text to a conference that is not ours is none of our business. */
    void take(EslEvent event) {
        Optional<MemberId> leg =
                event.header("Unique-ID").filter(id -> !id.isEmpty()).map(MemberId::new);
        leg.flatMap(mirror::whereabouts)
                .or(() -> addressed(event))
                .ifPresent(room -> listener.said(text(event, room, leg)));
    }

    private Optional<RoomId> addressed(EslEvent event) {
        return mirror.room(
                TO_CONFERENCE.matcher(event.header("to_user").orElse("")).replaceFirst(""));
    }

    private Text text(EslEvent event, RoomId room, Optional<MemberId> leg) {
        byte[] body = event.body();
        String source = Address.of(
                event.header("from_sip_ip").orElse(""),
                event.header("from_sip_port").orElse(""));
        return new Text(
                newId(),
                room,
                new Claim(event.header("from_user").orElse(""), "", source, "", leg, registrations.at(source)),
                mediaType(event.header("type").orElse("")),
                decoded(body),
                body.length,
                // Call-ID and CSeq are lost on the way; these two name a request just as well (1.11).
                event.header("Core-UUID").orElse(""),
                event.header("Event-Sequence").orElse(""),
                event.header("sip_h_" + OutOfDialog.MARK).isPresent(),
                false,
                clock.instant());
    }

    /** The charset is lost on the way: bytes that are no UTF-8 are taken as ISO-8859-1, so that nothing written is lost. */
    private static String decoded(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    private static String mediaType(String header) {
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() ? "text/plain" : type;
    }

    private TextId newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new TextId(HexFormat.of().formatHex(id));
    }
}
