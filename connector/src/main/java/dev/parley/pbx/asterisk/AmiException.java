package dev.parley.pbx.asterisk;

/** AMI could not be reached, refused us, or went away; says what was tried and on what. */
final class AmiException extends Exception {
    /** What went wrong, as far as it changes what to do next. */
    enum Kind {
        /** Nobody there, or gone: try again soon. */
        UNREACHABLE,
        /** User or secret refused: trying again soon does not help. */
        REFUSED
    }

    private final Kind kind;
    private final String why;

    AmiException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.why = message;
    }

    AmiException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.why = message;
    }

    Kind kind() {
        return kind;
    }

    String why() {
        return why;
    }
}
