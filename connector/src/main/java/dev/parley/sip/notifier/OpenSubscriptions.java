package dev.parley.sip.notifier;

import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.store.Codec;
import dev.parley.sip.store.Store;
import dev.parley.sip.store.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All subscriptions by their dialogs, those of a Parley before this one too. Thread-safe. */
final class OpenSubscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSubscriptions.class);

    private final SubscribeHandler.Policy policy;
    private final Descriptions descriptions;
    private final Notifier notifier;
    private final NotifyLine.Means means;
    private final Table<Kept> table;
    private final Table<Kept> passing = Store.none().table("subscriptions", Codec.json(Kept.class));
    private final Clock clock;
    private final Map<DialogId, Open> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    OpenSubscriptions(
            SubscribeHandler.Policy policy,
            Descriptions descriptions,
            Notifier notifier,
            NotifyLine.Means means,
            Table<Kept> table,
            Clock clock) {
        this.policy = policy;
        this.descriptions = descriptions;
        this.notifier = notifier;
        this.means = means;
        this.table = table;
        this.clock = clock;
    }

    Optional<Open> of(DialogId dialog) {
        return Optional.ofNullable(open.get(dialog));
    }

    /**
     * A new one, of which nothing is told before {@link Delivery#resume}. It is written down when this returns.
     *
     * @param span zero for the state of the room once, and no more
     * @return empty if a limit is reached
     */
    Optional<Open> begin(Kept asked, Duration span) {
        return begin(asked, span, means, table);
    }

    /** One that ends with a call. It is not written down: its phone subscribes anew when a later Parley does not know it. */
    Optional<Open> beginInCall(Kept asked, Duration span, NotifyLine.Means inCall) {
        return begin(asked, span, inCall, passing);
    }

    private Optional<Open> begin(Kept asked, Duration span, NotifyLine.Means by, Table<Kept> rows) {
        Wish wish = wish(asked, span);
        Optional<Open> begun = open(asked, by, rows, (line, whenOver) -> notifier.begin(wish, line, whenOver));
        begun.map(Open::keeper).ifPresent(Keeper::begun);
        return begun;
    }

    void refreshed(Open known, Duration span) {
        known.keeper().refreshed(clock.instant().plus(span), known.line().dialog());
    }

    Instant until(Duration span) {
        return clock.instant().plus(span);
    }

    /** Goes on with what a Parley before this one began. Its subscribers are told once their rooms are in sight. */
    void resume() {
        table.all().forEach((key, kept) -> {
            try {
                if (!isWanted(kept) || resumed(kept).isEmpty()) {
                    table.remove(key);
                }
            } catch (RuntimeException e) { // it was made with another configuration, which nobody can foresee
                LOG.info("A subscription to {} of before does not fit any more: {}", kept.room(), e.toString());
                table.remove(key);
            }
        });
        LOG.debug("{} subscriptions of before go on", open.size());
    }

    /** What breaks off because Parley ends is not over: the next Parley goes on with it. */
    void close() {
        closed = true;
    }

    private boolean isWanted(Kept kept) {
        return kept.expires().isAfter(clock.instant())
                && policy.destinations()
                        .allow(Hop.of(kept.dialog(), means.sip()).place(), kept.source());
    }

    private Optional<Open> resumed(Kept kept) {
        Wish wish = wish(kept, Duration.between(clock.instant(), kept.expires()));
        Optional<Open> resumed =
                open(kept, means, table, (line, whenOver) -> notifier.resume(wish, kept.memory(), line, whenOver));
        resumed.map(Open::delivery).ifPresent(Delivery::resume);
        return resumed;
    }

    private Optional<Open> open(
            Kept kept, NotifyLine.Means by, Table<Kept> rows, BiFunction<Line, Runnable, Delivery> begin) {
        Quotas.Place place = new Quotas.Place(kept.subscriber(), kept.source(), kept.room());
        if (!policy.quotas().take(place)) {
            return Optional.empty();
        }
        NotifyLine line = new NotifyLine(kept.dialog(), kept.eventId(), kept.contact(), by);
        Keeper keeper = new Keeper(rows, kept);
        Delivery delivery = begin.apply(new KeptLine(line, keeper), () -> {
            open.remove(kept.dialog().id());
            policy.quotas().giveBack(place);
            if (!closed) {
                keeper.over();
            }
        });
        Open begun = new Open(kept.room(), kept.subscriber(), kept.source(), kept.eventId(), line, delivery, keeper);
        open.put(kept.dialog().id(), begun);
        return Optional.of(begun);
    }

    private Wish wish(Kept kept, Duration span) {
        Admission admission = new Admission(
                kept.subscriber(), policy.forMembersOnly(), kept.memory().admitted(), Optional.empty());
        return new Wish(
                kept.room(), descriptions.of(kept.room(), means.sip().uri(kept.subscribedTo())), admission, span);
    }
}
