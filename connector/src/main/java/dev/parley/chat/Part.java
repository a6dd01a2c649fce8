package dev.parley.chat;

/**
 * What goes out in one message: a copy, or one of the numbered parts that it had to be cut into.
 *
 * @param body as the phone shows it: with the sender's name if the copy wants it, and a number if there are several
 */
public record Part(Copy copy, Route route, String body) {}
