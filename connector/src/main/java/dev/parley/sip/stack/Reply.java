package dev.parley.sip.stack;

import javax.sip.message.Response;

/** What came of a request that was sent. */
public sealed interface Reply {
    /** The final response. */
    record Final(Response response) implements Reply {
        public int code() {
            return response.getStatusCode();
        }

        public boolean isSuccess() {
            return code() / 100 == 2;
        }
    }

    /** Nobody answered in time (RFC 3261 §17.1.2.2: 32 s, or less where the asker has less patience). */
    record Timeout() implements Reply {}

    /**
     * It did not leave this machine.
     *
     * @param why what was tried and what came of it
     */
    record Unsendable(String why) implements Reply {}
}
