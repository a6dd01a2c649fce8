package dev.parley.interop.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts what one client handed over, and what of it was wrong: another body, the wrong place, or never come. */
final class EslTally {
    private static final long PATIENCE_SECONDS = 5;

    private final EslReplay server;
    private final int expected;
    private final BitSet seen = new BitSet();
    private final CountDownLatch all;
    private int last = -1;
    private long wrong;
    private long started;
    private long ended;

    EslTally(EslReplay server, int expected) {
        this.server = server;
        this.expected = expected;
        this.all = new CountDownLatch(expected);
    }

    synchronized void start() {
        started = System.nanoTime();
    }

    synchronized void event(int number, byte[] body) {
        boolean same = Arrays.equals(body, server.body(number));
        count(number, same && number > last);
        last = Math.max(last, number);
    }

    synchronized void answer(int number, boolean right) {
        count(number, right);
    }

    private void count(int number, boolean right) {
        ended = System.nanoTime();
        wrong += right ? 0 : 1;
        if (!seen.get(number)) {
            seen.set(number);
            all.countDown();
        }
    }

    /** Goes on as long as something comes. */
    void await() throws InterruptedException {
        long before = -1;
        while (!all.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && before != all.getCount()) {
            before = all.getCount();
        }
    }

    synchronized double perSecond() {
        return seen.cardinality() / Math.max(1e-9, (ended - started) / 1e9);
    }

    synchronized long wrong() {
        return wrong + expected - seen.cardinality();
    }
}
