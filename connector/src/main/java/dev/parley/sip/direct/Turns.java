package dev.parley.sip.direct;

import dev.parley.chat.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One MESSAGE at a time to one URI, in the order in which they were given (RFC 3428 §8), whichever rooms and members they
 * are for. Where too many wait the newest is not taken: those in front of it are other members' texts, or older ones.
 */
final class Turns {
    private static final class Queue {
        private final Semaphore turn = new Semaphore(1, true);
        private int inside;
    }

    private final int most;
    private final Map<String, Queue> queues = new HashMap<>();

    /** @param most how many may be there for one URI, with the one that is under way */
    Turns(int most) {
        this.most = most;
    }

    Outcome inTurn(String uri, Duration patience, Supplier<Outcome> work) {
        Queue queue = entered(uri);
        try {
            if (waiting(uri) > most) {
                return new Outcome.Expired("more than " + most + " texts waited for " + uri);
            }
            if (!queue.turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Outcome.Expired("the texts before it to " + uri + " took too long");
            }
            try {
                return work.get();
            } finally {
                queue.turn.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Expired("Parley is ending");
        } finally {
            leave(uri, queue);
        }
    }

    boolean isFree(String uri) {
        return waiting(uri) == 0;
    }

    /** How many are there for this URI, with the one that is under way. */
    int waiting(String uri) {
        synchronized (queues) {
            return Optional.ofNullable(queues.get(uri))
                    .map(queue -> queue.inside)
                    .orElse(0);
        }
    }

    private Queue entered(String uri) {
        synchronized (queues) {
            Queue queue = queues.computeIfAbsent(uri, none -> new Queue());
            queue.inside++;
            return queue;
        }
    }

    private void leave(String uri, Queue queue) {
        synchronized (queues) {
            queue.inside--;
            if (queue.inside == 0) {
                queues.remove(uri);
            }
        }
    }
}
