package dev.parley.sip.focus.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** The MESSAGEs to a phone in its call: one at a time (RFC 3428 §8), whoever they are from. Belongs to the call's strand. */
final class Texts {
    /** More than a phone reads; whoever has the next one hears that it did not get through. */
    private static final int MOST = 100;

    private final Queue<Consumer<Runnable>> waiting = new ArrayDeque<>();
    private boolean underWay;

    /**
     * @param send sends one, and runs what it is given when that has been answered
     * @return whether there was room
     */
    boolean add(Consumer<Runnable> send) {
        if (waiting.size() >= MOST) {
            return false;
        }
        waiting.add(send);
        next();
        return true;
    }

    private void next() {
        if (underWay || waiting.isEmpty()) {
            return;
        }
        underWay = true;
        waiting.remove().accept(this::answered);
    }

    private void answered() {
        underWay = false;
        next();
    }
}
