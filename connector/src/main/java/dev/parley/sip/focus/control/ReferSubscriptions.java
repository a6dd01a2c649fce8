package dev.parley.sip.focus.control;

import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.focus.FocusContacts;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.RequestHandler;
import dev.parley.sip.stack.Sip;
import java.time.Duration;
import java.util.Optional;
import javax.sip.header.EventHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.message.Request;

/** Serves SUBSCRIBE for the package {@code refer}: only a REFER begins such a subscription (RFC 3515 §2.4.4). */
final class ReferSubscriptions implements RequestHandler {
    private static final Duration MOST = Duration.ofHours(1);

    private final ReferDialogs known;
    private final Progresses progresses;
    private final FocusContacts contacts;
    private final Sip sip;

    ReferSubscriptions(ReferDialogs known, Progresses progresses, FocusContacts contacts, Sip sip) {
        this.known = known;
        this.progresses = progresses;
        this.contacts = contacts;
        this.sip = sip;
    }

    @Override
    public String method() {
        return Request.SUBSCRIBE;
    }

    @Override
    public void handle(Incoming subscribe) {
        if (!subscribe.isInDialog()) {
            subscribe.answer(403);
            return;
        }
        Optional<ReferDialogs.Known> dialog = known.of(Dialogs.named(subscribe.request()));
        if (dialog.isEmpty()) {
            subscribe.answer(481);
        } else if (!dialog.get().heard().test(Asked.cseq(subscribe))) {
            subscribe.answer(500);
        } else {
            progresses
                    .of(dialog.get().id(), eventId(subscribe))
                    .ifPresentOrElse(progress -> goOn(subscribe, dialog.get(), progress), () -> subscribe.answer(403));
        }
    }

    private void goOn(Incoming subscribe, ReferDialogs.Known dialog, Progress progress) {
        Duration span = span(subscribe);
        subscribe.answer(
                200,
                sip.header("Expires", String.valueOf(span.toSeconds())),
                sip.header("Contact", contacts.of(dialog.room(), subscribe.source())));
        if (span.isZero()) {
            progress.cancel();
        } else {
            progress.refresh(span);
        }
    }

    private static Duration span(Incoming subscribe) {
        Duration asked = subscribe.request().getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires
                ? Duration.ofSeconds(expires.getExpires())
                : Duration.ofMinutes(1);
        return asked.compareTo(MOST) > 0 ? MOST : asked;
    }

    private static String eventId(Incoming subscribe) {
        return subscribe.request().getHeader(EventHeader.NAME) instanceof EventHeader event
                        && event.getEventId() != null
                ? event.getEventId()
                : "";
    }
}
