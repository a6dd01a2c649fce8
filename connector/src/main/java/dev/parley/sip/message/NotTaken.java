package dev.parley.sip.message;

/** A MESSAGE that is not taken, and the SIP answer that says so. */
public final class NotTaken extends Exception {
    private final int code;

    private NotTaken(int code, String why) {
        super(why);
        this.code = code;
    }

    /** It breaks the rules of its own format: 400 (RFC 3261 §21.4.1). */
    static NotTaken malformed(String why) {
        return new NotTaken(400, why);
    }

    /** It is of a kind that rooms do not take: 415 (RFC 3261 §21.4.13). */
    static NotTaken unsupported(String why) {
        return new NotTaken(415, why);
    }

    /** 413 (RFC 3261 §21.4.11). */
    static NotTaken tooLarge(String why) {
        return new NotTaken(413, why);
    }

    /** It speaks for somebody else: 403 (RFC 3261 §21.4.4). */
    static NotTaken forbidden(String why) {
        return new NotTaken(403, why);
    }

    /** It is for somebody who is not there: 404 (RFC 3261 §21.4.5). */
    static NotTaken forNobody(String why) {
        return new NotTaken(404, why);
    }

    public int code() {
        return code;
    }
}
