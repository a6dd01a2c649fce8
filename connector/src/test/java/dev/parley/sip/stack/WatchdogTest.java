package dev.parley.sip.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    @Test
    void what_does_not_answer_three_times_in_a_row_is_begun_anew() {
        AtomicBoolean alive = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        try (Watchdog watchdog = new Watchdog(Duration.ofMillis(1), 3, () -> {
            asked.incrementAndGet();
            return alive.get();
        })) {
            watchdog.open(() -> {
                begun.incrementAndGet();
                alive.set(true);
            });
            await().atMost(5, SECONDS).until(() -> asked.get() > 5);
            assertThat(begun).hasValue(0);

            alive.set(false);
            await().atMost(5, SECONDS).until(() -> begun.get() == 1);
            int before = asked.get();
            await().atMost(5, SECONDS).until(() -> asked.get() > before + 3);
            assertThat(begun).hasValue(1);
        }
    }

    @Test
    void a_stack_that_lost_its_threads_answers_again() {
        AtomicBoolean broken = new AtomicBoolean();
        int port = FreePort.find();
        var often = new Transport.Ways(
                Given.ways(port).addresses(), Given.ways(port).key(), Duration.ofMillis(50));
        AtomicInteger lost = new AtomicInteger();
        try (Transport transport = Given.open(often, request -> request.answer(202), task -> {
                    // As long as three questions of the watchdog, nothing gets through.
                    if (broken.get() && lost.incrementAndGet() <= 3) {
                        return;
                    }
                    Thread.startVirtualThread(task);
                });
                Peer peer = new Peer(port)) {
            assertThat(peer.ask(peer.request("MESSAGE", "sip:3001@pbx.example")))
                    .contains(" 202 ");

            broken.set(true);
            await().atMost(20, SECONDS).until(() -> lost.get() >= 3);
            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertThat(peer.askAgain(peer.request("MESSAGE", "sip:3001@pbx.example")))
                            .contains(" 202 "));
        } catch (StackException e) {
            throw new AssertionError(e);
        }
    }
}
