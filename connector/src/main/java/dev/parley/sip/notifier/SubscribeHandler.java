package dev.parley.sip.notifier;

import dev.parley.pbx.RoomUri;
import dev.parley.room.RoomId;
import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.header.CSeqHeader;
import javax.sip.header.Header;
import javax.sip.message.Request;

/** Serves SUBSCRIBE (RFC 6665 §4.2.1). Of whoever proves nothing nothing is kept. */
final class SubscribeHandler implements RequestHandler {
    /** For whoever is one too many: by then somebody will have let a subscription run out. */
    private static final String LATER = "60";

    private final Policy policy;
    private final Subscribers subscribers;
    private final Descriptions descriptions;
    private final Notifier notifier;
    private final NotifyLine.Means means;
    private final Sip sip;
    private final Quotas quotas;
    private final Map<DialogId, Open> open = new ConcurrentHashMap<>();

    /**
     * What the configuration says.
     *
     * @param host what Parley calls itself
     */
    record Policy(Terms terms, boolean forMembersOnly, Destinations destinations, Quotas quotas, String host) {}

    /** @param source the address that the first SUBSCRIBE came from */
    private record Open(
            RoomId room, Subscriber subscriber, String source, String eventId, NotifyLine line, Delivery delivery) {}

    SubscribeHandler(
            Policy policy,
            Subscribers subscribers,
            Descriptions descriptions,
            Notifier notifier,
            NotifyLine.Means means) {
        this.policy = policy;
        this.quotas = policy.quotas();
        this.subscribers = subscribers;
        this.descriptions = descriptions;
        this.notifier = notifier;
        this.means = means;
        this.sip = means.sip();
    }

    @Override
    public String method() {
        return Request.SUBSCRIBE;
    }

    @Override
    public void handle(Incoming subscribe) {
        if (!Asked.isForConferences(subscribe)) {
            subscribe.answer(489, allowEvents());
            return;
        }
        if (!Asked.acceptsDocuments(subscribe)) {
            subscribe.answer(406);
            return;
        }
        switch (policy.terms().grant(Asked.expires(subscribe))) {
            case Terms.Grant.TooBrief brief -> subscribe.answer(423, seconds("Min-Expires", brief.least()));
            case Terms.Grant.Granted granted -> {
                if (subscribe.isInDialog()) {
                    goOn(subscribe, granted.span());
                } else {
                    begin(subscribe, granted.span());
                }
            }
        }
    }

    private void begin(Incoming subscribe, Duration span) {
        if (subscribe.room().isEmpty()) {
            subscribe.answer(404);
            return;
        }
        RoomId room = subscribe.room().get();
        Optional<Subscriber> subscriber = subscribers.proven(subscribe, room);
        if (subscriber.isEmpty()) {
            return;
        }
        Optional<Dialog> dialog = means.dialogs()
                .begunBy(subscribe)
                .filter(begun -> !begun.id().remoteTag().isEmpty());
        if (dialog.isEmpty()) {
            subscribe.answer(400);
            return;
        }
        if (!mayBeTold(dialog.get(), subscribe)) {
            subscribe.answer(403);
            return;
        }
        Quotas.Place place =
                new Quotas.Place(subscriber.get(), subscribe.source().host(), room);
        if (!quotas.take(place)) {
            subscribe.answer(480, sip.header("Retry-After", LATER));
            return;
        }
        Open begun = opened(subscribe, place, dialog.get(), span);
        accept(subscribe, begun, span);
        begun.delivery().resume();
    }

    private Open opened(Incoming subscribe, Quotas.Place place, Dialog dialog, Duration span) {
        String eventId = Asked.eventId(subscribe);
        NotifyLine line = new NotifyLine(dialog, eventId, contact(place.room(), subscribe), means);
        Wish wish = new Wish(
                place.room(),
                descriptions.of(place.room(), subscribe.request().getRequestURI()),
                Admission.of(place.subscriber(), policy.forMembersOnly()),
                span);
        Delivery delivery = notifier.begin(wish, line, () -> {
            open.remove(dialog.id());
            quotas.giveBack(place);
        });
        Open begun = new Open(place.room(), place.subscriber(), place.source(), eventId, line, delivery);
        open.put(dialog.id(), begun);
        return begun;
    }

    /** A SUBSCRIBE in a dialog: it refreshes the subscription or, with nothing more to expire, takes it back. */
    private void goOn(Incoming subscribe, Duration span) {
        Open known = open.get(Dialogs.named(subscribe.request()));
        if (known == null) {
            subscribe.answer(481);
            return;
        }
        // One subscription is enough for one dialog; another may be refused (RFC 6665 §4.5.2).
        if (!known.eventId().equals(Asked.eventId(subscribe))) {
            subscribe.answer(403);
            return;
        }
        long cseq = ((CSeqHeader) subscribe.request().getHeader(CSeqHeader.NAME)).getSeqNumber();
        if (!known.line().dialog().isInOrder(cseq)) {
            subscribe.answer(500);
            return;
        }
        if (!isSame(known, subscribe)) {
            return;
        }
        Optional<String> target = Dialogs.contact(subscribe.request());
        if (target.isPresent() && !mayBeTold(known.line().dialog().at(target.get()), subscribe)) {
            subscribe.answer(403);
            return;
        }
        if (!known.delivery().hold()) {
            subscribe.answer(481);
            return;
        }
        known.line().change(dialog -> dialog.heard(cseq).at(target.orElse(dialog.target())));
        accept(subscribe, known, span);
        if (span.isZero()) {
            known.delivery().ends(Reason.TIMEOUT);
        } else {
            known.delivery().refreshed(span);
        }
    }

    /** Nobody else knows the tags of the dialog; from elsewhere the subscriber has to prove itself anew. */
    private boolean isSame(Open known, Incoming subscribe) {
        if (subscribe.source().host().equals(known.source())) {
            return true;
        }
        Optional<Subscriber> proven = subscribers.proven(subscribe, known.room());
        boolean same = proven.filter(
                        subscriber -> subscriber.key().equals(known.subscriber().key()))
                .isPresent();
        if (proven.isPresent() && !same) {
            subscribe.answer(403);
        }
        return same;
    }

    private boolean mayBeTold(Dialog dialog, Incoming subscribe) {
        return policy.destinations()
                .allow(Hop.of(dialog, sip).place(), subscribe.source().host());
    }

    /** RFC 6665 §4.2.1.1: 200, not 202, and Expires always. */
    private void accept(Incoming subscribe, Open accepted, Duration span) {
        subscribe.answer(
                200,
                seconds("Expires", span),
                sip.header("Contact", accepted.line().contact()),
                allowEvents());
    }

    private String contact(RoomId room, Incoming subscribe) {
        String transport = subscribe.source().transport();
        String parameter = transport.equals("udp") ? "" : ";transport=" + transport;
        return "<" + RoomUri.of(room, policy.host()) + parameter + ">;isfocus";
    }

    private Header allowEvents() {
        return sip.header("Allow-Events", Asked.PACKAGE);
    }

    private Header seconds(String name, Duration span) {
        return sip.header(name, Long.toString(span.toSeconds()));
    }
}
