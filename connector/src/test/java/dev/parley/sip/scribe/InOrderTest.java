package dev.parley.sip.scribe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private final List<Long> done = new CopyOnWriteArrayList<>();
    private final InOrder order = new InOrder(Thread::startVirtualThread);

    @Test
    void numbers_that_come_in_disorder_are_done_in_order() {
        came(7);
        await().atMost(5, SECONDS).until(() -> done.size() == 1);
        came(10, 9, 8);
        await().atMost(5, SECONDS).until(() -> done.size() == 4);
        assertThat(done).containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void the_first_to_come_need_not_be_the_first_of_the_dialog() {
        came(8, 7);
        await().atMost(5, SECONDS).until(() -> done.size() == 2);
        assertThat(done).containsExactly(7L, 8L);
    }

    @Test
    void a_number_that_never_comes_holds_the_others_up_for_a_moment_only() {
        came(7);
        await().atMost(5, SECONDS).until(() -> done.size() == 1);
        came(9, 10);
        await().atMost(5, SECONDS).until(() -> done.size() == 3);
        assertThat(done).containsExactly(7L, 9L, 10L);
    }

    @Test
    void one_that_comes_too_late_is_done_all_the_same() {
        came(7, 9);
        await().atMost(5, SECONDS).until(() -> done.size() == 2);
        came(8);
        await().atMost(5, SECONDS).until(() -> done.size() == 3);
        assertThat(done).containsExactly(7L, 9L, 8L);
    }

    private void came(long... cseqs) {
        for (long cseq : cseqs) {
            order.came(cseq, () -> done.add(cseq));
        }
    }
}
