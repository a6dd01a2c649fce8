package dev.parley.sip.focus.call;

import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sending;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** An INVITE or UPDATE of ours, from its leaving to its final answer. Belongs to the call's strand. */
final class Asking {
    /** A PBX that rings for ever, or asks somebody for a PIN, is not waited for longer (timer C of RFC 3261 §16.6). */
    static final Duration LONGEST = Duration.ofMinutes(4);

    private final Call call;
    private final Timer timer;
    private final Sending sending;
    private final boolean invite;
    private boolean heard;
    private boolean cancelled;
    private boolean done;

    /**
     * @param provisional hears of provisional responses
     * @param then hears of what came of it
     */
    Asking(Call call, Signalling line, Request request, Consumer<Response> provisional, Consumer<Reply> then) {
        this.call = call;
        this.timer = line.timer();
        this.invite = request.getMethod().equals(Request.INVITE);
        this.sending = line.outbox()
                .begin(
                        request,
                        response -> call.later(() -> {
                            heard();
                            provisional.accept(response);
                        }));
        Runnable tooLong = invite ? timer.after(LONGEST, () -> call.later(this::cancel)) : () -> {};
        sending.whenDone(reply -> {
            tooLong.run();
            call.later(() -> {
                done = true;
                then.accept(reply);
            });
        });
    }

    /** Takes an INVITE back, as soon as that may be: not before the other side has said that it has it (RFC 3261 §9.1). */
    void cancel() {
        if (!invite || done || cancelled) {
            return;
        }
        cancelled = true;
        if (heard) {
            sendCancel();
        }
    }

    private void heard() {
        if (!heard) {
            heard = true;
            if (cancelled && !done) {
                sendCancel();
            }
        }
    }

    /** Whoever answers an INVITE never, though it was taken back, is not waited for longer than 64*T1 (RFC 3261 §9.1). */
    private void sendCancel() {
        sending.cancel();
        Runnable never = timer.after(Handshake.PATIENCE, sending::giveUp);
        sending.whenDone(reply -> never.run());
    }
}
