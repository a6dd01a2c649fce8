package dev.parley.sip.store;

/** State cannot be kept where it is to be; the message says where, why, and what to change. */
public final class StoreException extends Exception {
    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
