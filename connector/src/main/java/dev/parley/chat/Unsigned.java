package dev.parley.chat;

import java.util.Optional;

/**
 * A whole copy without its sender's name in it, for a phone that shows what stands on it (RFC 3862).
 *
 * @param html the same as HTML, where the phone shows that
 */
public record Unsigned(Origin origin, String body, Optional<String> html) {}
