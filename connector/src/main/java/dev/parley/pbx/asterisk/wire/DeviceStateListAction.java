package dev.parley.pbx.asterisk.wire;

import org.asteriskjava.manager.action.AbstractManagerAction;

/** DeviceStateList: names all devices without needing the {@code system} right. */
public final class DeviceStateListAction extends AbstractManagerAction {
    private static final long serialVersionUID = 1L;

    @Override
    public String getAction() {
        return "DeviceStateList";
    }
}
