package dev.parley.pbx.asterisk;

import java.util.Map;

/**
 * What a hang-up cause (Q.850) of a call that Asterisk made says in SIP: RFC 3398 §7.2.4.1, but where Asterisk itself makes
 * the cause out of a SIP answer, that answer (16.28 and 22.10).
 */
final class HangupCauses {
    private static final int TEMPORARILY_UNAVAILABLE = 480;
    private static final int SERVER_ERROR = 500;
    private static final Map<Integer, Integer> CODES = Map.ofEntries(
            Map.entry(0, TEMPORARILY_UNAVAILABLE), // Asterisk 16.28 of a call that nobody answered
            Map.entry(1, 404),
            Map.entry(2, 404),
            Map.entry(3, 404),
            Map.entry(16, TEMPORARILY_UNAVAILABLE),
            Map.entry(17, 486),
            Map.entry(18, 408),
            Map.entry(19, TEMPORARILY_UNAVAILABLE),
            Map.entry(20, TEMPORARILY_UNAVAILABLE),
            Map.entry(21, 603),
            Map.entry(22, 410),
            Map.entry(26, 404),
            Map.entry(27, 502),
            Map.entry(28, 484),
            Map.entry(29, 501),
            Map.entry(31, TEMPORARILY_UNAVAILABLE),
            Map.entry(34, 503),
            Map.entry(38, SERVER_ERROR),
            Map.entry(41, 503),
            Map.entry(42, 503),
            Map.entry(55, 403),
            Map.entry(57, 403),
            Map.entry(58, 488),
            Map.entry(65, 488),
            Map.entry(79, 501),
            Map.entry(87, 403),
            Map.entry(88, 488),
            Map.entry(102, 504));

    private HangupCauses() {}

    static int code(int cause) {
        return CODES.getOrDefault(cause, SERVER_ERROR);
    }
}
