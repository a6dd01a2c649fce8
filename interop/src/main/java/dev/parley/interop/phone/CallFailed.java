package dev.parley.interop.phone;

/** The PBX did not take a call. */
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    CallFailed(SipMessage response) {
        super(response.startLine());
        this.status = response.status();
    }

    public int status() {
        return status;
    }
}
