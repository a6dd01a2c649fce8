package dev.parley.sip.stack;

/** Counts what the SIP side does, for metrics. Called from many threads; must not block. */
public interface Tally {
    Tally NONE = new Tally() {
        @Override
        public void answered(String method, int code) {}

        @Override
        public void dropped(String why) {}
    };

    /** @param method as the request had it: one that is not known is a phone's own word */
    void answered(String method, int code);

    /** A request that gets no answer. */
    void dropped(String why);
}
