package dev.parley.chat;

/**
 * What one message on a route can carry.
 *
 * @param bytes of UTF-8, more than 100
 * @param lineBreaks whether it may have more than one line
 */
public record Limits(int bytes, boolean lineBreaks) {}
