package dev.parley.sip.stack;

/** Parley's SIP side cannot begin; the message says on which address, why, and what to change. */
public final class StackException extends Exception {
    StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
