package dev.parley.sip.legs;

import dev.parley.sip.stack.Reply;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;

/**
 * Requests inside of calls that go through the focus, beside those of the call itself: all of one dialog count on one number
 * for each direction (RFC 3261 §12.2), and only the call knows it.
 */
public interface InCall {
    /**
     * A request of the phone's has come that somebody else answers.
     *
     * @return whether it is in order; if not it is answered 500 (§12.2.2)
     */
    boolean heard(Party party, long cseq);

    /**
     * Sends a request to the phone with the next number of the dialog, its target, its route and the Contact of the focus, and
     * waits for what becomes of it. No answer to it ends the call.
     *
     * @param more writes the other headers and the body
     * @return empty if the call has ended before
     */
    Optional<Reply> ask(Party party, String method, Consumer<Request> more);
}
