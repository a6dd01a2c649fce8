package dev.parley.sip.direct;

import dev.parley.chat.Outcome;
import java.time.Duration;

/** What an answer means for the copy, and for those after it. What is unreachable goes by the PBX's own route then. */
final class Reaction {
    /** A phone that is gone or silent is not tried with every text; longer than RFC 3261's 32 s of repetitions. */
    static final Duration GONE = Duration.ofSeconds(60);

    static final Duration SHORTLY = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Refusals refusals;

    Reaction(Refusals refusals) {
        this.refusals = refusals;
    }

    Outcome to(Answer answer, Message message) {
        return switch (answer) {
            case Answer.Final last ->
                last.code() / 100 == 2 ? new Outcome.Delivered(last.code()) : refused(last, message);
            case Answer.Silence silence -> away(message, GONE, "did not answer");
            case Answer.Unsendable not -> away(message, GONE, "cannot be sent to: " + not.why());
        };
    }

    private Outcome refused(Answer.Final last, Message message) {
        String uri = uri(message);
        return switch (last.code()) {
            // 401 and 407 are not the phone's word but that of a registrar on the way, which knows no Parley.
            case 401, 404, 407, 408, 410, 480, 604 -> away(message, GONE, "answered " + last.code());
            case 503 -> away(message, atMost(last.retryAfter().orElse(SHORTLY)), "answered 503");
            case 413, 513 -> {
                refusals.size(uri, message.content().body().length - 1);
                yield new Outcome.Unreachable(uri + " answered " + last.code() + ": shorter ones from now on");
            }
            case 415, 488 -> { // Linphone 5.1 says 488 to message/cpim
                if (!message.content().isPlain()) {
                    refusals.type(uri, message.content().type());
                }
                yield new Outcome.Refused(uri + " answered " + last.code() + " to "
                        + message.content().type());
            }
            default -> new Outcome.Refused(uri + " answered " + last.code());
        };
    }

    private Outcome away(Message message, Duration howLong, String what) {
        String why = uri(message) + " " + what;
        refusals.away(uri(message), howLong, why);
        return new Outcome.Unreachable(why);
    }

    private static String uri(Message message) {
        return message.destination().target();
    }

    private static Duration atMost(Duration asked) {
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
