package dev.parley.sip.notifier;

import dev.parley.pbx.RoomUri;
import dev.parley.room.RoomId;
import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.header.CSeqHeader;
import javax.sip.header.Header;
import javax.sip.message.Request;

/** Serves SUBSCRIBE (RFC 6665 §4.2.1). Of whoever proves nothing nothing is kept. */
final class SubscribeHandler implements RequestHandler {
    /** For whoever is one too many: by then somebody will have let a subscription run out. */
    private static final String LATER = "60";

    private final Policy policy;
    private final Subscribers subscribers;
    private final OpenSubscriptions open;
    private final NotifyLine.Means means;
    private final Sip sip;

    /**
     * What the configuration says.
     *
     * @param host what Parley calls itself
     */
    record Policy(Terms terms, boolean forMembersOnly, Destinations destinations, Quotas quotas, String host) {}

    SubscribeHandler(Policy policy, Subscribers subscribers, OpenSubscriptions open, NotifyLine.Means means) {
        this.policy = policy;
        this.subscribers = subscribers;
        this.open = open;
        this.means = means;
        this.sip = means.sip();
    }

    @Override
    public String method() {
        return Request.SUBSCRIBE;
    }

    @Override
    public void handle(Incoming subscribe) {
        granted(subscribe, span -> {
            if (subscribe.isInDialog()) {
                known(subscribe).ifPresentOrElse(known -> goOn(known, subscribe, span), () -> subscribe.answer(481));
            } else {
                begin(subscribe, span);
            }
        });
    }

    /** In the dialog of a call through Parley, as Jitsi does: who calls is known by it. */
    void inCall(Party party, Subscriber subscriber, Incoming subscribe, InCallLine line) {
        granted(
                subscribe,
                span -> known(subscribe)
                        .ifPresentOrElse(
                                known -> goOn(known, subscribe, span),
                                () -> beginInCall(party, subscriber, subscribe, line, span)));
    }

    private Optional<Open> known(Incoming subscribe) {
        return open.of(Dialogs.named(subscribe.request()));
    }

    private void granted(Incoming subscribe, Consumer<Duration> serve) {
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
            case Terms.Grant.Granted granted -> serve.accept(granted.span());
        }
    }

    private void beginInCall(Party party, Subscriber subscriber, Incoming subscribe, InCallLine line, Duration span) {
        Optional<Dialog> dialog = means.dialogs().begunBy(subscribe);
        Optional<String> contact = line.contact();
        if (dialog.isEmpty() || contact.isEmpty()) {
            subscribe.answer(dialog.isEmpty() ? 400 : 481);
            return;
        }
        Kept asked = asked(subscribe, party.room(), subscriber, contact.get(), dialog.get(), span);
        begun(subscribe, open.beginInCall(asked, span, line.in(means)), span);
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
        Kept asked = asked(subscribe, room, subscriber.get(), contact(room, subscribe), dialog.get(), span);
        begun(subscribe, open.begin(asked, span), span);
    }

    private void begun(Incoming subscribe, Optional<Open> begun, Duration span) {
        if (begun.isEmpty()) {
            subscribe.answer(480, sip.header("Retry-After", LATER));
            return;
        }
        accept(subscribe, begun.get(), span);
        begun.get().delivery().resume();
    }

    private Kept asked(
            Incoming subscribe, RoomId room, Subscriber subscriber, String contact, Dialog dialog, Duration span) {
        return new Kept(
                room,
                subscribe.request().getRequestURI().toString(),
                subscriber,
                subscribe.source().host(),
                Asked.eventId(subscribe),
                contact,
                dialog,
                open.until(span),
                Memory.NONE);
    }

    /** A SUBSCRIBE in a dialog: it refreshes the subscription or, with nothing more to expire, takes it back. */
    private void goOn(Open known, Incoming subscribe, Duration span) {
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
        open.refreshed(known, span);
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
