package dev.parley.interop.phone;

import java.time.Instant;

/** One message that a phone sent or received. */
public record Exchange(Instant at, Direction direction, SipMessage message) {
    public enum Direction {
        SENT,
        RECEIVED
    }

    public boolean isReceived() {
        return direction == Direction.RECEIVED;
    }
}
