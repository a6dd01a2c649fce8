package dev.parley.interop.phone;

import java.time.Instant;
import java.util.Optional;

/** A MESSAGE that a phone received, once for all its repetitions. */
public record ReceivedText(Instant at, boolean inDialog, SipMessage message) {
    public String body() {
        return message.text();
    }

    public byte[] bytes() {
        return message.body();
    }

    /** The whole From header. */
    public String from() {
        return message.header("From").orElse("");
    }

    public String callId() {
        return message.callId();
    }

    public String contentType() {
        return message.header("Content-Type").orElse("");
    }

    /** Parley's mark on its own texts. */
    public Optional<String> mark() {
        return message.header("X-Parley");
    }
}
