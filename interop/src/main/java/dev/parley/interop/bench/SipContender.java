package dev.parley.interop.bench;

/** Takes each MESSAGE that comes to all members of the room. */
interface SipContender extends AutoCloseable {
    /** From now on the room has so many members besides the one who writes. */
    void members(int count) throws InterruptedException;

    @Override
    void close();
}
