package dev.parley.sip.notifier;

import dev.parley.conference.Occasion;
import dev.parley.conference.Pace;
import dev.parley.conference.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one subscriber has been told, and what it is owed (RFC 6665 §4.2.2). One NOTIFY is outstanding at a time, so they have
 * an order, and what changes meanwhile is told together. Not thread-safe.
 */
final class Subscription {
    private enum Stage {
        LIVE,
        /** The last NOTIFY is owed. */
        ENDING,
        /** The last NOTIFY is on its way. */
        SAYING_GOODBYE,
        OVER
    }

    private Admission admission;
    private Instant expires;
    private Debt debt;
    private Told told = Told.nothing();
    private Optional<Told.Telling> telling = Optional.empty();
    private boolean outstanding;
    private Stage stage = Stage.LIVE;
    private Reason reason = Reason.TIMEOUT;
    private boolean lived;
    /** The room has not been seen yet, since Parley has only begun. */
    private boolean blind;

    Subscription(Admission admission, Pace pace, Instant expires) {
        this.admission = admission;
        this.expires = expires;
        this.debt = Debt.none(pace).and(Occasion.SUBSCRIBED);
    }

    /** One that a Parley before this one served; the subscriber is told all there is once the room is {@link #inSight}. */
    static Subscription resumed(Admission admission, Pace pace, Instant expires, Memory memory) {
        Subscription subscription = new Subscription(admission, pace, expires);
        subscription.debt = Debt.none(pace);
        subscription.told = Told.before(memory);
        subscription.lived = memory.lived();
        subscription.blind = true;
        return subscription;
    }

    Subscriber subscriber() {
        return admission.subscriber();
    }

    /** Whether a SUBSCRIBE may still refresh it. */
    boolean isLive() {
        return stage == Stage.LIVE;
    }

    /** Nothing more is to be sent. */
    boolean isOver() {
        return stage == Stage.OVER;
    }

    /** A SUBSCRIBE was accepted, and is answered with all there is. */
    void refreshed(Instant until) {
        expires = until;
        debt = debt.and(Occasion.SUBSCRIBED);
    }

    void ends(Reason why) {
        if (stage == Stage.LIVE) {
            stage = Stage.ENDING;
            reason = why;
            debt = debt.and(Occasion.TERMINATING);
        }
    }

    /** There may be something new to tell. */
    void changed(Views now, Instant at) {
        if (blind) {
            return;
        }
        sees(now, at);
        debt = debt.and(Occasion.CHANGE);
    }

    /** What the room is like can be known from now on. */
    void inSight(Views now, Instant at) {
        if (blind) {
            blind = false;
            changed(now, at);
        }
    }

    /** When there is something to do; empty while a NOTIFY is outstanding. */
    Optional<Instant> due(Instant now) {
        if (outstanding || isOver()) {
            return Optional.empty();
        }
        Optional<Instant> lapse = isLive() ? Optional.of(lapses()) : Optional.empty();
        return Stream.of(debt.due(now), lapse).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /**
     * The NOTIFY that is due now, if one is. Until {@link #answered} there is no other.
     *
     * @param space most bytes that its document may have
     */
    Optional<Notification> next(Views now, int space, Instant at) {
        if (outstanding || isOver()) {
            return Optional.empty();
        }
        sees(now, at);
        lapse(at);
        if (debt.due(at).filter(due -> !due.isAfter(at)).isEmpty()) {
            return Optional.empty();
        }
        Optional<Notification> next = isLive() ? going(now, space, at) : Optional.of(last(now, space));
        outstanding = next.isPresent();
        debt = outstanding ? debt.sent(at) : debt.waived();
        return next;
    }

    void answered(NotifyAnswer answer, Instant at) {
        outstanding = false;
        if (stage == Stage.SAYING_GOODBYE || answer.endsSubscription()) {
            stage = Stage.OVER;
            return;
        }
        boolean success = answer.isSuccess();
        debt = success ? debt.delivered() : debt.failed(answer.pause(), at);
        told = telling.map(step -> success ? step.delivered() : step.failed()).orElse(told);
        if (told.isSpent()) {
            ends(Reason.DEACTIVATED);
        }
        if (told.owesMore()) {
            debt = debt.and(Occasion.CHANGE);
        }
    }

    private void sees(Views now, Instant at) {
        if (blind) {
            return;
        }
        lived = lived || !now.isOver();
        if (lived && now.isOver()) {
            ends(Reason.NORESOURCE);
        }
        boolean before = admission.admitted();
        admission = admission.seeing(now.room(), at);
        if (admission.admitted() && !before) {
            debt = debt.and(Occasion.SUBSCRIBED);
        }
    }

    private Instant lapses() {
        return admission.ends().filter(expires::isAfter).orElse(expires);
    }

    private void lapse(Instant at) {
        if (!lapses().isAfter(at)) {
            ends(expires.isAfter(at) ? Reason.REJECTED : Reason.TIMEOUT);
        }
    }

    private Optional<Notification> going(Views now, int space, Instant at) {
        Duration left = Duration.between(at, expires);
        if (!admission.admitted()) {
            return withoutDocument(new Notification.State.Pending(left));
        }
        if (blind) {
            return withoutDocument(new Notification.State.Active(left));
        }
        telling = told.next(now, admission.view(now.room()), isOwedAll(), space);
        return telling.map(step -> notification(new Notification.State.Active(left), step.document()));
    }

    /** A SUBSCRIBE is followed by a NOTIFY at once, even by one that tells nothing (RFC 6665 §4.2.1.2). */
    private Optional<Notification> withoutDocument(Notification.State state) {
        return isOwedAll() ? Optional.of(notification(state, new byte[0])) : Optional.empty();
    }

    private Notification notification(Notification.State state, byte[] document) {
        Sequence most = telling.map(Told.Telling::failed).orElse(told).sequence();
        return new Notification(state, document, new Memory(admission.admitted(), lived, most.version(), most.shown()));
    }

    private boolean isOwedAll() {
        return !debt.owed().equals(Optional.of(Occasion.CHANGE));
    }

    private Notification last(Views now, int space) {
        stage = Stage.SAYING_GOODBYE;
        return notification(new Notification.State.Terminated(reason), lastDocument(now, space));
    }

    private byte[] lastDocument(Views now, int space) {
        if (!admission.admitted() || blind) {
            return new byte[0];
        }
        return switch (reason) {
            case NORESOURCE -> told.end(now.description());
            case TIMEOUT ->
                told.next(now, admission.view(now.room()), true, space)
                        .map(Told.Telling::document)
                        .orElseThrow();
            case REJECTED, DEACTIVATED -> new byte[0];
        };
    }
}
