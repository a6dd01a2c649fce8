package dev.parley.sip.stack;

import javax.sip.message.Request;
import javax.sip.message.Response;

/** The dialogs that Parley has with others, as far as the stack has to know. Nothing here may block. */
public interface OwnDialogs {
    OwnDialogs NONE = new OwnDialogs() {
        @Override
        public boolean owns(Request request) {
            return false;
        }

        @Override
        public boolean takesLate(Response response) {
            return false;
        }
    };

    /**
     * Whether a request is in one of them, so that it is never one too many. Nobody but the other side of a dialog knows its
     * tags, and a PBX ends a call in which a request is not answered.
     */
    boolean owns(Request request);

    /**
     * Takes a response to a request that is no longer under way, such as a 2xx that comes again because its ACK was lost
     * (RFC 3261 §13.2.2.4).
     *
     * @return whether it belongs to one of them
     */
    boolean takesLate(Response response);
}
