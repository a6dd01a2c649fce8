package dev.parley.config;

import java.util.regex.Pattern;

/**
 * Conferences whose whole name matches are Parley's rooms.
 *
 * @param inDialog who brings a text that a member writes inside the call to the others
 */
public record RoomPattern(Pattern match, InDialog inDialog) {
    /** Who brings a text that a member writes inside the call to the others. */
    public enum InDialog {
        /** The PBX, as it does by itself. */
        NATIVE,
        /** Parley, by a silent leg of its own in the room. */
        SCRIBE
    }

    public RoomPattern(Pattern match) {
        this(match, InDialog.NATIVE);
    }

    public boolean matches(String conference) {
        return match.matcher(conference).matches();
    }
}
