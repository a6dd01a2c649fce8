package dev.parley.config;

/**
 * Where health, metrics, rosters and traces are served.
 *
 * @param enabled whether at all
 * @param host a loopback address: there is no login
 * @param port 0 for any free one
 */
public record AdminConfig(boolean enabled, String host, int port) {}
