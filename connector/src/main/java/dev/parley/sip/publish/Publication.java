package dev.parley.sip.publish;

import dev.parley.conference.ConferenceInfo;
import dev.parley.conference.ConferenceState;
import dev.parley.conference.Occasion;
import dev.parley.conference.Pace;
import dev.parley.conference.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One room at the presence server, from its first member to its end. Immutable.
 *
 * <p>Every PUBLISH carries the whole document, a refresh too, where RFC 3903 §4.1 would have no body: Kamailio 5.6 that keeps
 * publications in memory takes such a refresh for an empty document.
 *
 * @param held what the server has of it
 * @param sequence what those who watch the room at the server have been told
 * @param lifetime how long the server is asked to keep it
 * @param news whether something may have changed since the last PUBLISH
 * @param failures PUBLISHs in a row that failed
 * @param notBefore what failed is not tried again until then
 */
record Publication(
        Optional<Held> held,
        Sequence sequence,
        Pace pace,
        Duration lifetime,
        boolean news,
        int failures,
        Instant notBefore) {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** A server that wants more, or says to come back later than that, is not believed. */
    private static final Duration LONGEST_WISH = Duration.ofDays(1);

    /** A document on its way. */
    record Telling(PublishRequest request, Sequence.Step step) {}

    /** Versions go on from the clock: watchers may outlive this process. */
    static Publication begin(Pace pace, Duration lifetime, Instant now) {
        return new Publication(Optional.empty(), Sequence.begin(now), pace, lifetime, true, 0, Instant.MIN);
    }

    Publication changed() {
        return new Publication(held, sequence, pace, lifetime, true, failures, notBefore);
    }

    boolean isHeldAt(Instant now) {
        return kept(now).isPresent();
    }

    boolean isFailing() {
        return failures > 0;
    }

    /** When there is something to publish. */
    Optional<Instant> due(Instant now) {
        Optional<Instant> wanted = news || sequence.owesDeletion() ? Optional.of(now) : held.map(Held::refresh);
        return wanted.map(due -> later(due, later(pace.due(Occasion.CHANGE, now), notBefore)));
    }

    /** What to publish now; empty if what changed is nothing that a document says. */
    Optional<Telling> next(ConferenceInfo now, Instant at) {
        boolean refresh = held.filter(known -> known.refresh().isAfter(at)).isEmpty();
        return refresh || sequence.next(now).isPresent() ? Optional.of(telling(now, at)) : Optional.empty();
    }

    /** The room is over: its watchers see it empty before there is nothing to see. Empty if the server has nothing of it. */
    Optional<Telling> last(ConferenceInfo now, Instant at) {
        ConferenceInfo nobody =
                new ConferenceInfo(now.description(), new ConferenceState(0, Optional.of(false)), List.of(), Map.of());
        return kept(at).map(known -> telling(nobody, at));
    }

    Optional<PublishRequest> removal(Instant at) {
        return kept(at).flatMap(Held::tag).map(PublishRequest::removal);
    }

    Publication waived() {
        return new Publication(held, sequence, pace, lifetime, false, failures, notBefore);
    }

    /** On its way: what changes from here on is news again. */
    Publication sent(Instant at) {
        return new Publication(held, sequence, pace.sent(at), lifetime, false, failures, notBefore);
    }

    Publication answered(Telling telling, PublishAnswer answer, Instant at) {
        return switch (answer) {
            case PublishAnswer.Accepted accepted -> accepted(telling, accepted, at);
            case PublishAnswer.Forgotten forgotten -> forgotten(telling, at);
            case PublishAnswer.TooBrief brief -> tooBrief(telling, brief.least(), at);
            case PublishAnswer.Refused refused -> refused(telling, refused, at);
            case PublishAnswer.Unanswered unanswered -> failed(telling, held, pause(at));
        };
    }

    private Publication accepted(Telling telling, PublishAnswer.Accepted accepted, Instant at) {
        Held now = Held.from(accepted.tag(), at, accepted.expires().orElse(lifetime));
        return new Publication(Optional.of(now), telling.step().delivered(), pace, lifetime, news, 0, Instant.MIN);
    }

    private Publication forgotten(Telling telling, Instant at) {
        boolean known = telling.request().ifMatch().isPresent();
        return known ? again(telling, Optional.empty(), lifetime, pace) : failed(telling, Optional.empty(), pause(at));
    }

    private Publication tooBrief(Telling telling, Duration least, Instant at) {
        boolean sensible = least.compareTo(lifetime) > 0 && least.compareTo(LONGEST_WISH) <= 0;
        Pace atOnce = new Pace(pace.atLeast(), Optional.empty());
        return sensible ? again(telling, held, least, atOnce) : failed(telling, held, pause(at));
    }

    /** Kamailio 5.6 answers 500 where it should say 412, after a restart of its own for example. */
    private Publication refused(Telling telling, PublishAnswer.Refused refused, Instant at) {
        Instant next = refused.retryAfter()
                .filter(wish -> wish.compareTo(LONGEST_WISH) <= 0)
                .map(at::plus)
                .orElseGet(() -> pause(at));
        return failed(telling, refused.isTemporary() ? held : Optional.empty(), next);
    }

    private Publication again(Telling telling, Optional<Held> still, Duration longer, Pace next) {
        return new Publication(still, telling.step().failed(), next, longer, true, failures, Instant.MIN);
    }

    private Publication failed(Telling telling, Optional<Held> still, Instant next) {
        return new Publication(still, telling.step().failed(), pace, lifetime, true, failures + 1, next);
    }

    private Telling telling(ConferenceInfo now, Instant at) {
        Sequence.Step step = sequence.full(now);
        return new Telling(
                new PublishRequest(
                        kept(at).flatMap(Held::tag), lifetime, step.document().bytes()),
                step);
    }

    private Optional<Held> kept(Instant at) {
        return held.filter(known -> known.isKeptAt(at));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Twice as long after each failure. */
    private Instant pause(Instant at) {
        Duration doubled = pace.atLeast().multipliedBy(1L << Math.min(failures, 10));
        return at.plus(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
    }
}
