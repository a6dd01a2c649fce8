package dev.parley.pbx;

import java.time.Instant;

/** Whether a PBX can be seen and spoken to just now. */
public sealed interface Link {
    Instant since();

    /**
     * Rosters are current and texts go out.
     *
     * @param version what the PBX says it is
     */
    record Up(String version, Instant since) implements Link {}

    /**
     * Rosters are stale; copies wait.
     *
     * @param why what was tried and what came of it, for the administrator
     */
    record Down(String why, Instant since) implements Link {}
}
