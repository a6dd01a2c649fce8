package dev.parley.sip.focus.control;

import dev.parley.sip.stack.Reply;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;

/** The dialog that a REFER came in or began: by it its sender is told what comes of it. */
interface Line {
    /**
     * Sends a NOTIFY and waits for what becomes of it.
     *
     * @param more writes the other headers and the body
     * @return empty if the dialog has ended before
     */
    Optional<Reply> notify(Consumer<Request> more);
}
