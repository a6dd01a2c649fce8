package dev.parley.sip.focus.call;

import java.time.Duration;

/** Does something later, on a thread that must not be held up. */
interface Timer extends AutoCloseable {
    /** @return takes it back, if it has not been done yet */
    Runnable after(Duration delay, Runnable task);

    /** Nothing is done any more. */
    @Override
    void close();
}
