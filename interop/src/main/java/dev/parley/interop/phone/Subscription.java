package dev.parley.interop.phone;

import java.time.Duration;

/** A phone's subscription that was accepted. Its NOTIFYs are among the phone's exchanges. */
public final class Subscription {
    private final TestPhone phone;
    private final Dialog dialog;
    private final String event;
    private final String accept;

    Subscription(TestPhone phone, SipMessage ok, String event, String accept) {
        this.phone = phone;
        this.dialog = Dialog.ofCaller(phone, ok);
        this.event = event;
        this.accept = accept;
    }

    /** Inside of its dialog; zero ends it. Returns the final response. */
    public SipMessage refresh(Duration expires) {
        return phone.transact(dialog.next("SUBSCRIBE")
                .with("Event", event)
                .with("Accept", accept)
                .with("Expires", Long.toString(expires.toSeconds())));
    }
}
