package dev.parley.sip.message;

import dev.parley.chat.Rate;
import dev.parley.chat.Relayed;
import dev.parley.chat.Verdict;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.util.stream.Stream;
import javax.sip.header.Header;

/**
 * The answers to MESSAGE (RFC 3428 §7). 202 says that the room has it, not that anybody read it. A refusal is told by the
 * status alone, and never by 6xx, which would speak for the members.
 */
public final class Answers {
    private final Sip sip;
    private final int retryAfter;
    private final RecentAnswers recent = new RecentAnswers();

    /** @param perSender how fast one member may write: so long does it take until he may again */
    public Answers(Sip sip, Rate perSender) {
        this.sip = sip;
        this.retryAfter = (int) Math.max(1, Math.ceil(1 / perSender.perSecond()));
    }

    void refuse(Incoming request, NotTaken bad) {
        answer(request, bad.code());
    }

    void decided(Incoming request, Relayed relayed) {
        RecentAnswers.Key key = key(request);
        if (relayed instanceof Relayed.Dropped dropped
                && dropped.verdict().reason().equals("duplicate")) {
            answer(request, recent.of(key).orElse(202));
            return;
        }
        int code = switch (relayed) {
            case Relayed.Copies copies -> 202;
            case Relayed.Refused refused -> code(refused.verdict());
            case Relayed.Dropped dropped -> dropped.verdict().reason().equals("loop") ? 482 : 202;
        };
        recent.add(key, code);
        answer(request, code);
    }

    private static int code(Verdict.Refuse verdict) {
        return switch (verdict.reason()) {
            case "size" -> 413;
            case "type" -> 415;
            case "no-addressee" -> 404;
            case "sender-rate", "room-rate" -> 480;
            default -> 403;
        };
    }

    private void answer(Incoming request, int code) {
        switch (code) {
            case 415 -> request.answer(code, accepted());
            case 480 -> request.answer(code, header("Retry-After", String.valueOf(retryAfter)));
            default -> request.answer(code);
        }
    }

    /** One header for each: jain-sip 1.3.0-91 makes none that is a list. */
    private Header[] accepted() {
        return Stream.concat(
                        Letter.TYPES.stream().map(type -> header("Accept", type)),
                        Encodings.ACCEPTED.stream().map(coding -> header("Accept-Encoding", coding)))
                .toArray(Header[]::new);
    }

    private Header header(String name, String value) {
        return sip.header(name, value);
    }

    private static RecentAnswers.Key key(Incoming request) {
        return new RecentAnswers.Key(
                String.valueOf(request.from().getTag()),
                request.header("Call-ID").orElse(""),
                request.header("CSeq").orElse(""));
    }
}
