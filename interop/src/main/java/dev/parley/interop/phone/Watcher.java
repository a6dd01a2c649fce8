package dev.parley.interop.phone;

import java.nio.charset.StandardCharsets;

/** Somebody who has subscribed at a phone that takes subscriptions. */
public final class Watcher {
    private final TestPhone phone;
    private final Dialog dialog;
    private final String event;

    Watcher(TestPhone phone, SipMessage subscribe, String localWithTag) {
        this.phone = phone;
        this.dialog = Dialog.ofCallee(phone, subscribe, localWithTag);
        this.event = subscribe.header("Event").orElse("");
    }

    /** Sends a NOTIFY; returns the final response. */
    public SipMessage tell(String contentType, String body) {
        return phone.transact(dialog.next("NOTIFY")
                .with("Event", event)
                .with("Subscription-State", "active;expires=3600")
                .withBody(contentType, body.getBytes(StandardCharsets.UTF_8)));
    }
}
