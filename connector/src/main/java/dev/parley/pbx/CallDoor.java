package dev.parley.pbx;

import java.time.Duration;

/** Where a PBX hears whether calls to its rooms may be sent on to the focus. */
public interface CallDoor {
    /**
     * Calls to rooms may be sent on to the focus for so long, unless this is said again. Blocks for a moment; a PBX that
     * is out of sight does not hear it, and keeps its calls.
     */
    void takesCalls(FocusAddress focus, Duration lasting);

    /** From now on the PBX keeps its calls. Blocks for a moment. */
    void takesNoCalls();
}
