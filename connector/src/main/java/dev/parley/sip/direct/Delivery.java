package dev.parley.sip.direct;

import dev.parley.chat.Outcome;
import dev.parley.sip.auth.Login;
import dev.parley.sip.direct.Message.Header;
import dev.parley.sip.stack.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes contents to one destination, and learns from what it answers. */
final class Delivery {
    /** A phone that has not answered four times by then is not waited for any longer: the PBX may know better. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_WAITING = 100;

    private final MessageSender sender;
    private final Optional<Login> login;
    private final Refusals refusals;
    private final Turns turns = new Turns(MOST_WAITING);
    private final Ids ids = new Ids();
    private final Reaction reaction;
    private final Clock clock;

    Delivery(MessageSender sender, Optional<Login> login, Clock clock) {
        this.sender = sender;
        this.login = login;
        this.refusals = new Refusals(clock);
        this.reaction = new Reaction(refusals);
        this.clock = clock;
    }

    /** The largest body of this type that goes there in one message; may be too small for anything. */
    int mostBytes(Destination to, Envelope envelope, String type) {
        int room = Size.most(to) - Size.head(to, envelope, type, login.isPresent());
        return Math.min(room, refusals.mostBytes(to.target()));
    }

    /** @param richer better forms of the same, the best first, each for as long as the phone has not refused it */
    Outcome deliver(Destination to, Envelope envelope, Content plain, List<Content> richer, Instant expires) {
        Optional<String> away = refusals.away(to.target());
        if (away.isPresent()) {
            return new Outcome.Unreachable(away.get());
        }
        if (!fits(to, envelope, plain)) {
            return new Outcome.Unreachable(plain.body().length + " bytes do not go to " + to.target() + " at once");
        }
        Duration left = Duration.between(clock.instant(), expires);
        return turns.inTurn(to.target(), left, () -> best(to, envelope, plain, richer, expires));
    }

    private Outcome best(Destination to, Envelope envelope, Content plain, List<Content> richer, Instant expires) {
        for (Content form : richer) {
            if (refusals.takes(to.target(), form.type()) && fits(to, envelope, form)) {
                Outcome outcome = send(to, envelope, form, expires);
                if (refusals.takes(to.target(), form.type())) {
                    return outcome;
                }
            }
        }
        return send(to, envelope, plain, expires);
    }

    private boolean fits(Destination to, Envelope envelope, Content content) {
        return content.body().length <= mostBytes(to, envelope, content.type());
    }

    private Outcome send(Destination to, Envelope envelope, Content content, Instant expires) {
        Duration left = Duration.between(clock.instant(), expires);
        if (left.isNegative() || left.isZero()) {
            return new Outcome.Expired("the texts before it to " + to.target() + " took too long");
        }
        Duration patience = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
        Message message = Message.of(to, envelope, content, ids);
        return reaction.to(asked(message, patience), message);
    }

    /** Credentials are given once: those just refused would be refused again (RFC 3261 §22.1). */
    private Answer asked(Message message, Duration patience) {
        Answer answer = sender.send(message, patience);
        return credentials(answer, message)
                .map(header -> sender.send(message.with(header), patience))
                .orElse(answer);
    }

    private Optional<Header> credentials(Answer answer, Message message) {
        if (!(answer instanceof Answer.Final last)) {
            return Optional.empty();
        }
        String uri = message.destination().target();
        return login.flatMap(known -> known.answer(last.challenges(), "MESSAGE", uri, ids.next()))
                .map(credentials -> new Header(credentials.name(), credentials.value()));
    }

    /** What is no text, but may wait for those before it. */
    void post(Destination to, Envelope envelope, Content content, Instant expires) {
        if (refusals.takes(to.target(), content.type())) {
            deliver(to, envelope, content, List.of(), expires);
        }
    }

    /** What is worth nothing later: dropped where anything is under way, or the phone has refused its like. */
    void whisper(Destination to, Envelope envelope, Content content) {
        boolean welcome = turns.isFree(to.target())
                && refusals.away(to.target()).isEmpty()
                && refusals.takes(to.target(), content.type())
                && fits(to, envelope, content);
        if (welcome) {
            turns.inTurn(
                    to.target(),
                    Duration.ZERO,
                    () -> send(to, envelope, content, clock.instant().plus(PATIENCE)));
        }
    }
}
