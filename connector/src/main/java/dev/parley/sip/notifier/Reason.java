package dev.parley.sip.notifier;

/** Why a subscription is over, as the subscriber is told (RFC 6665 §4.1.3). */
public enum Reason {
    /** The room is over (RFC 4575 §3.3). */
    NORESOURCE("noresource"),
    /** The subscriber may not see the room any more. */
    REJECTED("rejected"),
    /** Not refreshed, taken back, or asked for once only. */
    TIMEOUT("timeout"),
    /** Parley ends; the subscriber may subscribe anew at once. */
    DEACTIVATED("deactivated");

    final String written;

    Reason(String written) {
        this.written = written;
    }
}
