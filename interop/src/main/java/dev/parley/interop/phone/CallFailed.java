package dev.parley.interop.phone;

/** The PBX did not take a call. */
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient SipMessage response;

    CallFailed(SipMessage response) {
        super(response.startLine());
        this.status = response.status();
        this.response = response;
    }

    public int status() {
        return status;
    }

    /** Where a 3xx sends the caller. */
    public String elsewhere() {
        return Dialog.uri(response.header("Contact").orElseThrow());
    }

    SipMessage response() {
        return response;
    }
}
