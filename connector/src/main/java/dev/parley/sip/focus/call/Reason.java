package dev.parley.sip.focus.call;

import java.util.List;

/** Why a call ended, as values of a Reason header (RFC 3326). */
record Reason(List<String> values) {
    static final Reason NONE = new Reason(List.of());
    static final Reason NO_ACK = of(408, "no ACK");
    static final Reason OTHER_SIDE_GONE = of(408, "the other side does not answer");
    static final Reason FAULT = of(500, "internal error");
    static final Reason REMOVED = of(200, "removed from the conference");
    static final Reason SESSION_OVER = of(408, "the session was not refreshed");

    Reason {
        values = List.copyOf(values);
    }

    private static Reason of(int cause, String text) {
        return new Reason(List.of("SIP;cause=" + cause + ";text=\"" + text + "\""));
    }
}
