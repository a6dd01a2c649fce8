package dev.parley.interop.bench;

/**
 * Calls that sipp offers.
 *
 * @param perSecond how many it begins in a second, unless as many are under way as may be
 * @param atATime how many may be under way
 * @param calls how many in all
 */
record SippLoad(int perSecond, int atATime, int calls) {
    private static final int NO_LIMIT = 10_000;

    /** At this rate, however long each call takes. */
    static SippLoad steady(int perSecond, int calls) {
        return new SippLoad(perSecond, NO_LIMIT, calls);
    }

    /** The next call as soon as one has ended. */
    static SippLoad saturating(int atATime, int calls) {
        return new SippLoad(NO_LIMIT, atATime, calls);
    }

    boolean isSaturating() {
        return perSecond == NO_LIMIT;
    }
}
