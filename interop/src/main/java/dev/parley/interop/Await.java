package dev.parley.interop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks again and again until there is an answer, for things that nobody announces. */
public final class Await {
    private static final long PAUSE = Duration.ofMillis(10).toNanos();

    private Await() {}

    public static <T> Optional<T> answer(Duration atMost, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()
                    || System.nanoTime() - end > 0
                    || Thread.currentThread().isInterrupted()) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
