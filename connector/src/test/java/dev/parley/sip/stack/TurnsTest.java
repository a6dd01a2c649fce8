package dev.parley.sip.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Turns turns = new Turns(Thread::startVirtualThread);

    @Test
    void what_has_one_call_id_is_done_in_its_order() {
        List<String> all = IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
        all.forEach(each -> turns.take("a", () -> done.add(each)));

        await().atMost(10, SECONDS).until(() -> done.size() == all.size());
        assertThat(done).isEqualTo(all);
    }

    @Test
    void other_calls_do_not_wait() {
        CountDownLatch answered = new CountDownLatch(1);
        turns.take("a", () -> {
            awaitUninterruptibly(answered);
            done.add("a1");
        });
        turns.take("a", () -> done.add("a2"));
        turns.take("b", () -> done.add("b"));

        await().atMost(10, SECONDS).until(() -> done.contains("b"));
        assertThat(done).containsExactly("b");
        answered.countDown();
        await().atMost(10, SECONDS).until(() -> done.equals(List.of("b", "a1", "a2")));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
