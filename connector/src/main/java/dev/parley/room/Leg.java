package dev.parley.room;

import java.util.Set;

/**
 * What is known of a member's SIP dialog with the PBX.
 *
 * @param callId Call-ID of the INVITE dialog, empty if unknown
 * @param userAgent the phone's User-Agent, empty if unknown; written by the phone
 * @param allow the methods of the phone's Allow header in upper case, empty if unknown; written by the phone
 * @param source the address the PBX sees the phone at, {@code ip:port}, empty if unknown
 */
public record Leg(String callId, String userAgent, Set<String> allow, String source) {
    public static final Leg UNKNOWN = new Leg("", "", Set.of(), "");

    public Leg {
        allow = Set.copyOf(allow);
    }

    public boolean isKnown() {
        return !equals(UNKNOWN);
    }

    /** Whether the phone said that it takes a MESSAGE inside the call. Not said is no: RFC 3261 §20.5 promises nothing then. */
    public boolean allowsMessage() {
        return allow.contains("MESSAGE");
    }
}
