package dev.parley.sip.focus;

import dev.parley.chat.Copy;
import dev.parley.chat.Courier;
import dev.parley.chat.Limits;
import dev.parley.chat.Notice;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.chat.Route;
import dev.parley.chat.TextId;
import dev.parley.sip.legs.FocusCalls;
import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sip;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.sip.message.Request;

/** Texts inside of the calls that go through Parley itself, for phones that show them best there. */
final class InCallCourier implements Courier {
    /** Of the 1,300 bytes of a request over UDP (RFC 3428 §8), what the headers of a dialog with a proxy or two leave. */
    private static final int MOST_BYTES = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FocusCalls calls;
    private final Sip sip;

    InCallCourier(FocusCalls calls, Sip sip) {
        this.calls = calls;
        this.sip = sip;
    }

    @Override
    public Limits limits(Route route, Copy copy) {
        return new Limits(MOST_BYTES, true);
    }

    /** A refusal says nothing of the call, whatever its code: only BYE ends that. */
    @Override
    public Outcome send(Part part) {
        Optional<Party> party = calls.of(part.copy().to());
        if (party.isEmpty()) {
            return new Outcome.Unreachable("the call has ended");
        }
        Reply reply = calls.ask(party.get(), Request.MESSAGE, request -> write(part, request), PATIENCE);
        return switch (reply) {
            case Reply.Final last ->
                last.isSuccess()
                        ? new Outcome.Delivered(last.code())
                        : new Outcome.Refused("the phone answered " + last.code() + " in its call");
            case Reply.Timeout timeout -> new Outcome.Unreachable("the phone did not answer in its call");
            case Reply.Unsendable not -> new Outcome.Unreachable(not.why());
        };
    }

    private void write(Part part, Request message) {
        message.addHeader(sip.header(TextId.HEADER, part.copy().text().value()));
        sip.body(message, "text/plain;charset=UTF-8", part.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Outcome answer(Notice notice) {
        return new Outcome.Unreachable("whoever writes in his call has a SIP answer");
    }
}
