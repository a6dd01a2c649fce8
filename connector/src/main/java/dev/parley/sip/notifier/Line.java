package dev.parley.sip.notifier;

/** The way to one subscriber. */
interface Line {
    /** Most bytes that the next document may have. */
    int space();

    /** Sends it and waits for what becomes of it. */
    NotifyAnswer send(Notification notification);
}
