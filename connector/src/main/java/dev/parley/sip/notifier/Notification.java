package dev.parley.sip.notifier;

import java.time.Duration;

/** One NOTIFY to be sent. */
public final class Notification {
    private final State state;
    private final byte[] document;
    private final Memory memory;

    /** The value of Subscription-State (RFC 6665 §4.1.3). */
    public sealed interface State {
        /** @param left until the subscription is over unless it is refreshed */
        record Active(Duration left) implements State {
            @Override
            public String toString() {
                return "active;expires=" + Math.max(1, left.toSeconds());
            }
        }

        /** It is not known yet whether the subscriber may see the room: whoever calls may be about to get in. */
        record Pending(Duration left) implements State {
            @Override
            public String toString() {
                return "pending;expires=" + Math.max(1, left.toSeconds());
            }
        }

        record Terminated(Reason reason) implements State {
            @Override
            public String toString() {
                return "terminated;reason=" + reason.written;
            }
        }
    }

    Notification(State state, byte[] document, Memory memory) {
        this.state = state;
        this.document = document;
        this.memory = memory;
    }

    public State state() {
        return state;
    }

    /** Empty where the subscriber is told nothing of the room. */
    public byte[] document() {
        return document;
    }

    /** What has to be known for ever from the moment on that it goes out, however it is answered. */
    Memory memory() {
        return memory;
    }

    boolean isLast() {
        return state instanceof State.Terminated;
    }
}
