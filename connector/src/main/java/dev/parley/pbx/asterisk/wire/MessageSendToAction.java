package dev.parley.pbx.asterisk.wire;

import org.asteriskjava.manager.action.MessageSendAction;
import org.asteriskjava.manager.internal.ManagerUtil;

/** MessageSend with the Destination header, which names endpoint and contact apart from the SIP To (Asterisk 16.28, 22.10). */
public final class MessageSendToAction extends MessageSendAction {
    private static final long serialVersionUID = 1L;

    private final String destination;

    public MessageSendToAction(String destination) {
        this.destination = destination;
    }

    public String getDestination() {
        return destination;
    }

    /** The action as it goes out. Its fields have been made safe before they were set. */
    public String frame(String internalActionId) {
        StringBuilder frame = new StringBuilder(512)
                .append("Action: MessageSend\r\nActionID: ")
                .append(ManagerUtil.addInternalActionId(getActionId(), internalActionId))
                .append("\r\nDestination: ")
                .append(destination)
                .append("\r\nFrom: ")
                .append(getFrom())
                .append("\r\nBase64Body: ")
                .append(getBase64body());
        getVariables()
                .forEach((header, value) -> frame.append("\r\nVariable: ")
                        .append(header)
                        .append('=')
                        .append(value));
        return frame.append("\r\n\r\n").toString();
    }
}
