package dev.parley.sip.focus.call;

import dev.parley.sip.legs.FocusUri;
import java.util.Optional;

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
                "<" + FocusUri.of(room, host, transport(clientTransport).orElse("")) + ">;isfocus",
                "<sip:" + self + transport(pbxTransport).orElse("") + ">");
    }

    /** UDP is what a URI means that says nothing (RFC 3263 §4.1). */
    private static Optional<String> transport(String transport) {
        return transport.equals("udp") ? Optional.empty() : Optional.of(";transport=" + transport);
    }

    String of(Side side) {
        return side == Side.CLIENT ? client : pbx;
    }
}
