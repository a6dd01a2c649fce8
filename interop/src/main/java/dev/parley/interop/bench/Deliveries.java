package dev.parley.interop.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.HdrHistogram.Histogram;

/** When each text of one measurement was sent and reached each member. Repetitions of Asterisk are not counted. */
final class Deliveries {
    private static final String MARK = "text-";

    private final int first;
    private final int members;
    private final long[] sent;
    private final long[][] arrived;
    private final int[] missing;
    private final Semaphore window;
    private final Queue<Integer> refused = new ConcurrentLinkedQueue<>();
    private volatile long last;
    private volatile int refusals;

    /**
     * @param first number of the first text: no two measurements share a number, so that nothing late counts
     * @param members of the room, the sender among them
     * @param window how many texts may be under way
     */
    Deliveries(int first, int texts, int members, int window) {
        this.first = first;
        this.members = members;
        this.sent = new long[texts];
        this.arrived = new long[texts][members + 1];
        this.missing = new int[texts];
        Arrays.fill(missing, members - 1);
        this.window = new Semaphore(window);
    }

    static Deliveries none() {
        return new Deliveries(Integer.MAX_VALUE, 0, 1, 0);
    }

    int texts() {
        return sent.length;
    }

    Semaphore window() {
        return window;
    }

    static String callId(int number) {
        return MARK + number + "@bench";
    }

    int number(int index) {
        return first + index;
    }

    /** About as long as what people write. */
    String body(int index) {
        return "would somebody please open page twelve of the plan, and then look at figure three? " + MARK
                + number(index) + "@";
    }

    void sending(int index) {
        sent[index] = System.nanoTime();
    }

    /** Whether a text that was sent so long ago has reached nobody. */
    boolean isUntouched(int index, long nanos) {
        return missing[index] == members - 1 && System.nanoTime() - sent[index] > nanos;
    }

    /** On the thread of the sink. */
    void delivered(String user, String body, long at) {
        int index = index(body);
        if (index < 0 || index >= sent.length) {
            return;
        }
        int member = Integer.parseInt(user.substring(1));
        if (arrived[index][member] != 0) {
            return;
        }
        arrived[index][member] = at;
        last = at;
        if (--missing[index] == 0) {
            window.release();
        }
    }

    /** On the thread of the sink: Asterisk had too much to do. */
    void refused(String callId) {
        int index = index(callId);
        if (index >= 0 && index < sent.length) {
            refused.add(index);
            refusals++;
        }
    }

    /** Those that Asterisk refused since the last call. */
    List<Integer> takeRefused() {
        List<Integer> taken = new ArrayList<>();
        for (Integer next = refused.poll(); next != null; next = refused.poll()) {
            taken.add(next);
        }
        return taken;
    }

    int refusals() {
        return refusals;
    }

    /** Deliveries each second, from the first text sent to the last one delivered. */
    double rate() {
        return sent.length * (members - 1.0) / ((last - sent[0]) / 1e9);
    }

    /** From sender to member, one value for each delivery. */
    void addLatenciesTo(Histogram histogram) {
        for (int text = 0; text < sent.length; text++) {
            for (long at : arrived[text]) {
                if (at != 0) {
                    histogram.recordValue(at - sent[text]);
                }
            }
        }
    }

    private int index(String text) {
        int start = text.lastIndexOf(MARK) + MARK.length();
        return Integer.parseInt(text.substring(start, text.indexOf('@', start))) - first;
    }
}
