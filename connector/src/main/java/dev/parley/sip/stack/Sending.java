package dev.parley.sip.stack;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.sip.message.Response;

/** A request that is under way. */
public final class Sending {
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final Consumer<Response> provisional;
    private volatile Runnable ending = () -> {};
    private volatile Runnable cancelling = () -> {};

    Sending(Consumer<Response> provisional) {
        this.provisional = provisional;
    }

    /** Waits for the final response. A request that was not answered in time may still reach the other side. */
    public Reply await(Duration patience) {
        try {
            return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Reply.Timeout();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Timeout();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reply is never an exception", e);
        }
    }

    /** The same without waiting. Called on a thread of the stack, or on this one if the reply is there: it must not block. */
    public void whenDone(Consumer<Reply> then) {
        reply.thenAccept(then);
    }

    /** Sends CANCEL, which is right only for an INVITE that a provisional response has come to (RFC 3261 §9.1). */
    public void cancel() {
        cancelling.run();
    }

    /** Repeats the request no more; an answer that comes all the same is not heard. */
    public void giveUp() {
        ending.run();
    }

    void endedBy(Runnable end) {
        this.ending = end;
    }

    void cancelledBy(Runnable cancel) {
        this.cancelling = cancel;
    }

    void answered(Response response) {
        if (response.getStatusCode() < 200) {
            provisional.accept(response);
        } else {
            reply.complete(new Reply.Final(response));
        }
    }

    void timedOut() {
        reply.complete(new Reply.Timeout());
    }

    void unsendable(String why) {
        reply.complete(new Reply.Unsendable(why));
    }
}
