package dev.parley.admin;

/**
 * Why a request gets nothing.
 *
 * @param error what is wrong
 * @param write what to do instead
 */
record Problem(String error, String write) {}
