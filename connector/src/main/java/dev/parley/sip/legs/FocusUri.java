package dev.parley.sip.legs;

import dev.parley.pbx.UserPart;
import java.util.Locale;
import javax.sip.address.SipURI;

/**
 * The address of a room as a focus: a GRUU (RFC 5627 §4), which is the room's and yet another one than people write to.
 * Linphone 5.1.65 crashes at the first NOTIFY of a conference with whose address it also has a chat.
 */
public final class FocusUri {
    private static final String PARAMETER = "gr";
    private static final String VALUE = "focus";

    private FocusUri() {}

    /**
     * @param host with {@code :port} if it is not 5060
     * @param parameters of the transport, with their semicolon; may be empty
     */
    public static String of(String room, String host, String parameters) {
        return "sip:" + UserPart.of(room) + "@" + host + parameters + ";" + PARAMETER + "=" + VALUE;
    }

    /**
     * What the focus of a room calls itself (RFC 4579 §4.2), as the value of Contact.
     *
     * @param host with {@code :port} if it is not 5060
     * @param transport of whoever is to come back by it; UDP is what a URI means that says nothing (RFC 3263 §4.1)
     */
    public static String contact(String room, String host, String transport) {
        String parameter = transport.equals("udp") ? "" : ";transport=" + transport;
        return "<" + of(room, host, parameter) + ">;isfocus";
    }

    public static boolean is(SipURI uri) {
        return VALUE.equals(uri.getParameter(PARAMETER));
    }

    /** Whether the address is one at this host, whatever its port. */
    public static boolean isAt(SipURI uri, String host) {
        return withoutPort(host).equalsIgnoreCase(uri.getHost());
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
    }
}
