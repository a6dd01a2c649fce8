package dev.parley.sip.notifier;

import dev.parley.conference.Document;
import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sip;
import dev.parley.sip.stack.SipText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sip.header.Header;
import javax.sip.header.RetryAfterHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Sends NOTIFYs in the dialog that a SUBSCRIBE has begun. Thread-safe. */
final class NotifyLine implements Line {
    /** All that one datagram of IPv4 can carry. */
    private static final int MOST_BY_UDP = 65_507;

    /** A longer request is to go by TCP (RFC 3261 §18.1.1), lest the network cuts the datagram. */
    private static final int MOST_UNCUT = 1_300;

    /** For the Via, which is written last, and for what is longer in other NOTIFYs: the state and the numbers. */
    private static final int STILL_TO_COME = 200;

    private final String event;
    private final String contact;
    private final Means means;
    private final ReentrantLock lock = new ReentrantLock();
    private Dialog dialog;

    /**
     * What all lines share.
     *
     * @param send sends a request and waits for what becomes of it
     * @param account for the proxy that may ask for a password
     * @param reducedOverUdp whether no datagram may be so long that the network cuts it
     */
    record Means(
            Sip sip,
            Dialogs dialogs,
            Function<Request, Reply> send,
            Optional<ProxyAccount> account,
            boolean reducedOverUdp) {}

    /**
     * @param eventId as the SUBSCRIBE had it, empty if it had none
     * @param contact where requests of the dialog reach Parley
     */
    NotifyLine(Dialog dialog, String eventId, String contact, Means means) {
        this.dialog = dialog;
        this.event = Asked.PACKAGE + (eventId.isEmpty() ? "" : ";id=" + SipText.token(eventId));
        this.contact = contact;
        this.means = means;
    }

    Dialog dialog() {
        return change(UnaryOperator.identity());
    }

    /** @return the dialog after it */
    Dialog change(UnaryOperator<Dialog> change) {
        lock.lock();
        try {
            dialog = change.apply(dialog);
            return dialog;
        } finally {
            lock.unlock();
        }
    }

    String contact() {
        return contact;
    }

    @Override
    public int space() {
        if (!Hop.of(dialog(), means.sip()).transport().equals("udp")) {
            return Integer.MAX_VALUE;
        }
        String headers = notify(dialog(), "active", new byte[0]).toString();
        int most = means.reducedOverUdp() ? MOST_UNCUT : MOST_BY_UDP;
        return most - headers.getBytes(StandardCharsets.UTF_8).length - STILL_TO_COME;
    }

    @Override
    public NotifyAnswer send(Notification notification) {
        Dialog next = change(Dialog::next);
        Request notify = notify(next, notification);
        Reply reply = means.send().apply(notify);
        Optional<Header> credentials = credentials(next, notify, reply);
        // Once: what was just refused would be refused again (RFC 3261 §22.1).
        return answer(credentials.map(header -> again(notification, header)).orElse(reply));
    }

    private Optional<Header> credentials(Dialog in, Request asked, Reply reply) {
        return reply instanceof Reply.Final refused
                ? means.account()
                        .filter(account -> account.isAt(Hop.of(in, means.sip())))
                        .flatMap(account -> account.answer(refused, asked, means.sip()))
                : Optional.empty();
    }

    private Reply again(Notification notification, Header credentials) {
        Request notify = notify(change(Dialog::next), notification);
        notify.setHeader(credentials);
        return means.send().apply(notify);
    }

    private static NotifyAnswer answer(Reply reply) {
        return switch (reply) {
            case Reply.Final answer -> new NotifyAnswer.Final(answer.code(), retryAfter(answer.response()));
            case Reply.Timeout none -> new NotifyAnswer.Silence();
            case Reply.Unsendable none -> new NotifyAnswer.Unsendable();
        };
    }

    private Request notify(Dialog in, Notification notification) {
        return notify(in, notification.state().toString(), notification.document());
    }

    private Request notify(Dialog in, String state, byte[] document) {
        Sip sip = means.sip();
        Request notify = means.dialogs().request(in, Request.NOTIFY);
        notify.setHeader(sip.header("Contact", contact));
        notify.setHeader(sip.header("Event", event));
        notify.setHeader(sip.header("Subscription-State", state));
        if (document.length > 0) {
            sip.body(notify, Document.CONTENT_TYPE, document);
        }
        return notify;
    }

    private static Optional<Duration> retryAfter(Response response) {
        return response.getHeader(RetryAfterHeader.NAME) instanceof RetryAfterHeader retry
                ? Optional.of(Duration.ofSeconds(retry.getRetryAfter()))
                : Optional.empty();
    }
}
