package dev.parley.sip.focus.call;

import java.time.Duration;

/** Does something later, on a thread that must not be held up. */
@FunctionalInterface
interface Timer {
    /** @return takes it back, if it has not been done yet */
    Runnable after(Duration delay, Runnable task);
}
