package dev.parley.sip.focus;

import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.legs.InCall;
import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;

/** Requests of the room's own in the dialogs of calls. */
record InCalls(FocusCalls calls) implements InCall {
    /** 64*T1, and a little (RFC 3261 §17.1.2.2). */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** The call itself looks at that before it hands a request over. */
    @Override
    public boolean heard(Party party, long cseq) {
        return true;
    }

    @Override
    public Optional<Reply> ask(Party party, String method, Consumer<Request> more) {
        Reply reply = calls.ask(party, method, more, PATIENCE);
        return reply instanceof Reply.Unsendable ? Optional.empty() : Optional.of(reply);
    }
}
