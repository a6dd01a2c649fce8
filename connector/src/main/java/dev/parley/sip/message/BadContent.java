package dev.parley.sip.message;

/** A body that cannot be taken, and the SIP answer that says so. */
public final class BadContent extends Exception {
    private final int code;

    private BadContent(int code, String why) {
        super(why);
        this.code = code;
    }

    /** It breaks the rules of its own format: 400 (RFC 3261 §21.4.1). */
    static BadContent malformed(String why) {
        return new BadContent(400, why);
    }

    /** It is of a kind that rooms do not take: 415 (RFC 3261 §21.4.13). */
    static BadContent unsupported(String why) {
        return new BadContent(415, why);
    }

    /** 413 (RFC 3261 §21.4.11). */
    static BadContent tooLarge(String why) {
        return new BadContent(413, why);
    }

    public int code() {
        return code;
    }
}
