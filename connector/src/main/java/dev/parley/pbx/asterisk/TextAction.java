package dev.parley.pbx.asterisk;

/** An AMI action that carries a text to a phone, as it goes over the wire. Each field passes its gate on the way in. */
final class TextAction {
    private final String lines;

    private TextAction(String lines) {
        this.lines = lines;
    }

    /**
     * A MESSAGE of its own. Destination names endpoint and contact apart from the SIP To (16.28 and 22.10).
     *
     * @param from a name-addr; see {@link AmiValue#displayNameAddress}
     * @param mark by which it is known should it come back
     * @throws UnsafeValueException if a field would be read as something else than what it is
     */
    static TextAction messageSend(String destination, String from, String body, String mark) {
        return new TextAction("Action: MessageSend\r\n"
                + field("Destination", destination)
                + field("From", from)
                + field("Base64Body", AmiValue.base64(body))
                + field("Variable", AmiValue.variable(OutOfDialog.MARK, mark)));
    }

    /**
     * Inside a call.
     *
     * @throws UnsafeValueException if a field would be read as something else than what it is
     */
    static TextAction sendText(String channel, String message) {
        return new TextAction("Action: SendText\r\n" + field("Channel", channel) + field("Message", message));
    }

    String frame(String actionId) {
        return lines + field("ActionID", actionId) + "\r\n";
    }

    private static String field(String name, String value) {
        return name + ": " + AmiValue.header(name, value) + "\r\n";
    }
}
