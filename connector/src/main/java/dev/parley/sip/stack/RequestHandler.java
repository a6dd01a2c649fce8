package dev.parley.sip.stack;

/** Serves one method. */
public interface RequestHandler {
    /** As on the wire, for example {@code MESSAGE}. */
    String method();

    /**
     * Called on a virtual thread of its own, after all checks that need no knowledge of the method. Whatever it throws
     * becomes a 500 if nothing has been answered yet.
     */
    void handle(Incoming request);
}
