package dev.parley.config;

import java.util.regex.Pattern;

/** Conferences whose whole name matches are Parley's rooms. */
public record RoomPattern(Pattern match) {
    public boolean matches(String conference) {
        return match.matcher(conference).matches();
    }
}
