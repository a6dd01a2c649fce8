package dev.parley.sip.direct;

import dev.parley.chat.TextId;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sending;
import dev.parley.sip.stack.Sip;
import java.time.Duration;
import javax.sip.message.Request;

/** Sends by Parley's own SIP stack. */
final class StackSender implements MessageSender {
    private final Sip sip;
    private final Outbox outbox;

    StackSender(Sip sip, Outbox outbox) {
        this.sip = sip;
        this.outbox = outbox;
    }

    @Override
    public Answer send(Message message, Duration patience) {
        Request request;
        try {
            request = request(message);
        } catch (IllegalArgumentException e) {
            return new Answer.Unsendable(String.valueOf(e.getMessage()));
        }
        Sending sending = outbox.begin(request, provisional -> {});
        return switch (sending.await(patience)) {
            case Reply.Final last -> Responses.read(last.response());
            case Reply.Unsendable not -> new Answer.Unsendable(not.why());
            case Reply.Timeout timeout -> {
                sending.giveUp();
                yield new Answer.Silence();
            }
        };
    }

    private Request request(Message message) {
        Request request = sip.request(
                Request.MESSAGE,
                sip.uri(message.destination().target()),
                new Sip.Parties(
                        message.callId(),
                        sip.address(message.fromName(), message.from()),
                        message.tag(),
                        sip.address("", message.to()),
                        ""),
                message.cseq());
        message.destination().route().ifPresent(route -> request.addHeader(sip.header("Route", route)));
        request.addHeader(sip.header(TextId.HEADER, message.mark()));
        if (!message.authorization().isNone()) {
            request.addHeader(sip.header(
                    message.authorization().name(), message.authorization().value()));
        }
        sip.body(request, message.content().type(), message.content().body());
        return request;
    }
}
