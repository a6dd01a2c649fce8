package dev.parley.interop.phone;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The requests that a phone has sent and that wait for their final response. */
final class Requests {
    private static final Duration FIRST_REPETITION = Duration.ofMillis(500);

    private final Map<String, LinkedBlockingQueue<SipMessage>> waiting = new ConcurrentHashMap<>();
    private final Consumer<SipMessage> wire;
    private final boolean repeat;
    private final Duration patience;

    Requests(Consumer<SipMessage> wire, boolean repeat, Duration patience) {
        this.wire = wire;
        this.repeat = repeat;
        this.patience = patience;
    }

    /** Sends and waits. Repeats on UDP until something comes, as RFC 3261 says. */
    SipMessage finalResponse(SipMessage request) {
        var responses = new LinkedBlockingQueue<SipMessage>();
        waiting.put(request.branch(), responses);
        try {
            wire.accept(request);
            return await(request, responses);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the answer to " + request.startLine(), e);
        } finally {
            waiting.remove(request.branch());
        }
    }

    /** False when nobody waits for it any more. */
    boolean accept(SipMessage response) {
        return Optional.ofNullable(waiting.get(response.branch()))
                .map(responses -> responses.add(response))
                .orElse(false);
    }

    private SipMessage await(SipMessage request, LinkedBlockingQueue<SipMessage> responses)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long pause = FIRST_REPETITION.toNanos();
        boolean heard = !repeat;
        while (true) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException("no answer within " + patience + " to " + request.startLine());
            }
            var next = Optional.ofNullable(responses.poll(heard ? left : Math.min(left, pause), TimeUnit.NANOSECONDS));
            if (next.filter(response -> response.status() >= 200).isPresent()) {
                return next.get();
            }
            if (next.isPresent()) {
                heard = true;
            } else if (!heard) {
                wire.accept(request);
                pause *= 2;
            }
        }
    }
}
