package dev.parley.pbx.asterisk;

/** A value would have meant something else to the PBX than what it is, so it was not sent. Does not repeat the value. */
final class UnsafeValueException extends RuntimeException {
    UnsafeValueException(String what) {
        super(what);
    }
}
