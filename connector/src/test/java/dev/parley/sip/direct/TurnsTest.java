package dev.parley.sip.direct;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String BOB = "sip:bob@192.0.2.5";
    private static final Executor THREADS = Thread::startVirtualThread;

    private final List<Integer> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Turns turns = new Turns(10);

    @Test
    void texts_to_one_address_go_one_at_a_time_in_the_order_they_came() throws Exception {
        List<CompletableFuture<Outcome>> all = waiting(5);
        assertThat(done).isEmpty();

        first.countDown();

        for (CompletableFuture<Outcome> each : all) {
            assertThat(each.get(30, SECONDS)).isEqualTo(new Outcome.Delivered(200));
        }
        assertThat(done).containsExactly(0, 1, 2, 3, 4);
        await().until(() -> turns.isFree(BOB));
    }

    @Test
    void another_address_does_not_wait() {
        waiting(3);

        assertThat(turns.inTurn("sip:carol@192.0.2.6", Duration.ZERO, () -> new Outcome.Delivered(202)))
                .isEqualTo(new Outcome.Delivered(202));
        assertThat(turns.isFree(BOB)).isFalse();
        first.countDown();
    }

    @Test
    void the_newest_is_not_taken_where_too_many_wait() {
        waiting(10);

        assertThat(turns.inTurn(BOB, LONG, () -> new Outcome.Delivered(200)))
                .isInstanceOfSatisfying(
                        Outcome.Expired.class, e -> assertThat(e.why()).contains("more than 10"));
        first.countDown();
    }

    @Test
    void one_that_has_waited_too_long_is_not_sent() {
        waiting(1);

        assertThat(turns.inTurn(BOB, Duration.ofMillis(1), () -> new Outcome.Delivered(200)))
                .isInstanceOf(Outcome.Expired.class);
        first.countDown();
    }

    /** So many, each known to stand in the queue before the next comes; the first one works until it is let go. */
    private List<CompletableFuture<Outcome>> waiting(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    var outcome =
                            CompletableFuture.supplyAsync(() -> turns.inTurn(BOB, LONG, () -> work(number)), THREADS);
                    await().until(() -> turns.waiting(BOB) == number + 1);
                    return outcome;
                })
                .toList();
    }

    private Outcome work(int number) {
        try {
            first.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.add(number);
        return new Outcome.Delivered(200);
    }
}
