package dev.parley.config;

/**
 * @param keep how many texts back a trace can be read, 0 for none
 */
public record TraceConfig(int keep) {}
