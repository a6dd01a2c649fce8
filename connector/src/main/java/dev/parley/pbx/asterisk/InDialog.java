package dev.parley.pbx.asterisk;

import dev.parley.chat.Limits;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.room.MemberId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Texts inside a member's call, by AMI SendText. Asterisk writes the room into From and no name. */
final class InDialog {
    /** Of one AMI line of 1,024 bytes, {@code Message: } and CRLF take the rest (16.28 and 22.10). */
    static final int MOST_BYTES = 1_000;

    private final Optional<AmiOverHttp> http;

    InDialog(Optional<AmiOverHttp> http) {
        this.http = http;
    }

    Limits limits(String body) {
        return needsHttp(body) && http.filter(AmiOverHttp::isUsable).isPresent()
                ? AmiOverHttp.LIMITS
                : new Limits(MOST_BYTES, false);
    }

    /** Empty where the connection ended before the PBX answered. */
    Optional<Outcome> send(Part part, AmiSession session, Duration patience) {
        String channel = part.copy().to().id().value();
        if (http.isPresent() && needsHttp(part.body())) {
            return Optional.of(http.get().sendText(AmiValue.line(channel), part.body(), patience));
        }
        return switch (session.ask(TextAction.sendText(channel, part.body()), patience)) {
            case AmiReply.Success s -> Optional.of(new Outcome.HandedOver());
            case AmiReply.Failure f -> Optional.of(new Outcome.Unreachable("SendText: " + f.message()));
            case AmiReply.Lost lost -> Optional.empty();
        };
    }

    /** To somebody who wrote inside the call, whose phone therefore knows MESSAGE there. */
    Outcome answer(MemberId leg, String words, AmiSession session, Duration patience) {
        return switch (session.ask(TextAction.sendText(leg.value(), words), patience)) {
            case AmiReply.Success s -> new Outcome.HandedOver();
            case AmiReply.Failure f -> new Outcome.Unreachable("SendText: " + f.message());
            case AmiReply.Lost lost -> new Outcome.Expired("no answer from AMI");
        };
    }

    private static boolean needsHttp(String body) {
        return body.indexOf('\n') >= 0 || body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    }
}
