package dev.parley.pbx.freeswitch;

import java.util.Map;

/**
 * What the word that {@code originate} fails with says in SIP: the answer that FreeSWITCH makes the word of (1.11), else
 * RFC 3398 §7.2.4.1.
 */
final class HangupCauses {
    private static final int TEMPORARILY_UNAVAILABLE = 480;
    private static final int SERVER_ERROR = 500;
    private static final Map<String, Integer> CODES = Map.ofEntries(
            Map.entry("USER_BUSY", 486),
            Map.entry("CALL_REJECTED", 603),
            Map.entry("UNALLOCATED_NUMBER", 404),
            Map.entry("NO_ROUTE_DESTINATION", 404),
            Map.entry("SUBSCRIBER_ABSENT", 404),
            Map.entry("INVALID_NUMBER_FORMAT", 484),
            Map.entry("NUMBER_CHANGED", 410),
            Map.entry("NO_ANSWER", TEMPORARILY_UNAVAILABLE),
            Map.entry("NO_USER_RESPONSE", TEMPORARILY_UNAVAILABLE),
            Map.entry("USER_NOT_REGISTERED", TEMPORARILY_UNAVAILABLE),
            Map.entry("ORIGINATOR_CANCEL", TEMPORARILY_UNAVAILABLE),
            Map.entry("NORMAL_CLEARING", TEMPORARILY_UNAVAILABLE),
            Map.entry("DESTINATION_OUT_OF_ORDER", 502),
            Map.entry("INCOMPATIBLE_DESTINATION", 488),
            Map.entry("BEARERCAPABILITY_NOTIMPL", 488),
            Map.entry("NORMAL_TEMPORARY_FAILURE", SERVER_ERROR),
            Map.entry("GATEWAY_DOWN", 503),
            Map.entry("NORMAL_CIRCUIT_CONGESTION", 503),
            Map.entry("SWITCH_CONGESTION", 503),
            Map.entry("RECOVERY_ON_TIMER_EXPIRE", 504),
            Map.entry("CHAN_NOT_IMPLEMENTED", 501));

    private HangupCauses() {}

    static int code(String word) {
        return CODES.getOrDefault(word, SERVER_ERROR);
    }
}
