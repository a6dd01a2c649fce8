package dev.parley.pbx.asterisk.wire;

import org.asteriskjava.manager.event.AbstractConfbridgeEvent;

/** ConfbridgeMute: unknown to asterisk-java 3.42.2. */
public final class ConfbridgeMuteEvent extends AbstractConfbridgeEvent {
    private static final long serialVersionUID = 1L;

    public ConfbridgeMuteEvent(Object source) {
        super(source);
    }
}
