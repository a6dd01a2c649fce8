package dev.parley.esl;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Who waits for an answer, in the order of the commands: the event socket names no command in its answers. */
final class Replies {
    private record Waiting(CompletableFuture<Frame> reply, long deadline) {}

    private final long patienceNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private Optional<EslException> end = Optional.empty();

    Replies(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /** @param send puts the command on its way: nobody else's gets between the place in the queue and the wire */
    CompletableFuture<Frame> expect(Runnable send) {
        CompletableFuture<Frame> reply = new CompletableFuture<>();
        lock.lock();
        try {
            if (end.isPresent()) {
                reply.completeExceptionally(end.get());
                return reply;
            }
            waiting.add(new Waiting(reply, System.nanoTime() + patienceNanos));
            send.run();
        } finally {
            lock.unlock();
        }
        return reply;
    }

    /** @return false if nobody has asked */
    boolean answer(Frame frame) {
        Optional<Waiting> first = locked(() -> Optional.ofNullable(waiting.poll()));
        first.ifPresent(asked -> asked.reply().complete(frame));
        return first.isPresent();
    }

    boolean isOverdue() {
        long now = System.nanoTime();
        return locked(() -> Optional.ofNullable(waiting.peek()))
                .map(asked -> now - asked.deadline() > 0)
                .orElse(false);
    }

    void end(EslException why) {
        List<Waiting> all = locked(() -> {
            if (end.isEmpty()) {
                end = Optional.of(why);
            }
            List<Waiting> left = List.copyOf(waiting);
            waiting.clear();
            return left;
        });
        all.forEach(asked -> asked.reply().completeExceptionally(why));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
