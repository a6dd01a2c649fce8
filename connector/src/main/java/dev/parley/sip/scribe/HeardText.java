package dev.parley.sip.scribe;

import dev.parley.chat.Audience;
import dev.parley.chat.Claim;
import dev.parley.chat.Overheard;
import dev.parley.chat.Text;
import dev.parley.chat.TextId;
import dev.parley.config.ScribeConfig.Unverified;
import dev.parley.pbx.ScribeHost;
import dev.parley.pbx.Writer;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.message.Content;
import dev.parley.sip.stack.Incoming;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes a text of what the PBX's relay brought to our leg. */
final class HeardText {
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private HeardText() {}

    /** @param type that the rules of the room judge */
    static Text of(
            Incoming message, Claim claim, String type, Content.Words words, RoomId room, TextId id, Instant now) {
        return new Text(
                id,
                room,
                claim,
                type,
                words.text(),
                words.html(),
                Audience.everyone(),
                0,
                message.header("Call-ID").orElse(""),
                message.header("CSeq").orElse(""),
                false,
                false,
                now,
                Optional.empty());
    }

    /** Who wrote it, as far as the relay tells. */
    static Claim claim(Incoming message, Room room, ScribeHost host) {
        return claim(host.writer(room, shown(message)), room, host.account().unverified());
    }

    static Claim claim(Writer writer, Room room, Unverified unverified) {
        return switch (writer) {
            case Writer.Proven proven -> claim(Optional.of(proven.member()), true, writer.name(), room, true);
            case Writer.Named named ->
                claim(
                        Optional.of(named.member()),
                        unverified == Unverified.TRUST,
                        writer.name(),
                        room,
                        unverified != Unverified.REFUSE);
            case Writer.Unknown unknown ->
                claim(Optional.empty(), false, writer.name(), room, unverified != Unverified.REFUSE);
        };
    }

    private static Claim claim(Optional<MemberId> perhaps, boolean surely, String name, Room room, boolean passes) {
        Optional<Member> member = perhaps.flatMap(room::member);
        return new Claim(
                member.map(known -> known.identity().endpoint()).orElse(""),
                "",
                member.map(known -> known.leg().source()).orElse(""),
                "",
                surely ? perhaps : Optional.empty(),
                Optional.empty(),
                Optional.of(new Overheard(name, perhaps, passes)));
    }

    /** What stands between the quotes of From's display name. */
    private static String shown(Incoming message) {
        return Optional.ofNullable(message.from().getAddress().getDisplayName())
                .map(name -> ESCAPED.matcher(name).replaceAll("$1"))
                .orElse("");
    }

    /** Asterisk drops the charset (16.28 and 22.10): bytes that are no UTF-8 are taken as ISO-8859-1, so that nothing written is lost. */
    static String decoded(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }
}
