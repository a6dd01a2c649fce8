package dev.parley.sip.stack;

/** Serves one method. */
public interface RequestHandler {
    /** As on the wire, for example {@code MESSAGE}. */
    String method();

    /**
     * Called on a virtual thread, after all checks that need no knowledge of the method. What comes next with the same
     * Call-ID waits until it returns, so that whatever takes long belongs on another thread. Whatever it throws becomes a
     * 500 if nothing has been answered yet.
     */
    void handle(Incoming request);
}
