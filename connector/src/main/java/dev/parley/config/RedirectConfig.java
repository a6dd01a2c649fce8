package dev.parley.config;

/**
 * Calls that the PBX sends on to the focus.
 *
 * @param required whether only these are taken, and nobody calls the focus by himself
 */
public record RedirectConfig(boolean required) {}
