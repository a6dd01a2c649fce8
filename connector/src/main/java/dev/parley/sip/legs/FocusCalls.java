package dev.parley.sip.legs;

import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.stack.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;

/** The calls that go through the focus now. Nothing here blocks, but for {@link #ask}. */
public interface FocusCalls extends Callers {
    /** Whose dialog with the phone this is, seen from our side. */
    Optional<Party> with(DialogId dialog);

    /** What Parley's Contact is towards the phone, as the value of that header; empty where the call has ended. */
    Optional<String> contact(Party party);

    /** Where the phone of a call is; empty before it was answered and after it has ended. */
    Optional<Reach> reach(Party party);

    /**
     * Sends a request in the dialog with the phone and waits for its answer. One MESSAGE at a time (RFC 3428 §8): others wait
     * until those before them are answered.
     *
     * @param dress gives it what it needs besides the headers of the dialog; called on another thread
     * @return {@link Reply.Unsendable} where the call has ended
     */
    Reply ask(Party party, String method, Consumer<Request> dress, Duration patience);

    /** Ends the call with BYE on both sides; nothing if it has ended already. */
    void hangUp(Party party);
}
