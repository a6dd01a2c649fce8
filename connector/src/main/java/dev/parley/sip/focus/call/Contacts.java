package dev.parley.sip.focus.call;

import dev.parley.sip.legs.FocusUri;

/**
 * Where each side of a call writes to Parley.
 *
 * @param client the room, as a focus (RFC 4579 §4.2)
 * @param pbx Parley itself
 */
record Contacts(String client, String pbx) {
    /**
     * @param host of the focus, as phones know it
     * @param self of Parley, as the PBX reaches it
     */
    static Contacts of(String room, String host, String clientTransport, String self, String pbxTransport) {
        return new Contacts(
                FocusUri.contact(room, host, clientTransport),
                "<sip:" + self + (pbxTransport.equals("udp") ? "" : ";transport=" + pbxTransport) + ">");
    }

    String of(Side side) {
        return side == Side.CLIENT ? client : pbx;
    }
}
