package dev.parley;

import dev.parley.admin.SipMetrics;
import dev.parley.sip.stack.Tally;

/** Lets the SIP side count: neither it nor the metrics know the other. */
record SipTally(SipMetrics metrics) implements Tally {
    @Override
    public void answered(String method, int code) {
        metrics.answered(method, code);
    }

    @Override
    public void dropped(String why) {
        metrics.dropped(why);
    }
}
