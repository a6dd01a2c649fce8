package dev.parley.pbx.asterisk.wire;

import org.asteriskjava.manager.event.AbstractConfbridgeEvent;

/** ConfbridgeUnmute: unknown to asterisk-java 3.42.2. */
public final class ConfbridgeUnmuteEvent extends AbstractConfbridgeEvent {
    private static final long serialVersionUID = 1L;

    public ConfbridgeUnmuteEvent(Object source) {
        super(source);
    }
}
