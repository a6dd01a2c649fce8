package dev.parley.sip.focus.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrandTest {
    private final List<Runnable> handedOver = new ArrayList<>();
    private final Strand strand = new Strand(handedOver::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void what_may_be_done_here_wakes_no_other_thread() {
        strand.runHere(() -> done.add("first"));

        assertThat(done).containsExactly("first");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void what_comes_while_something_is_being_done_waits_for_its_turn_on_the_same_thread() {
        strand.runHere(() -> {
            strand.runHere(() -> done.add("second"));
            strand.run(() -> done.add("third"));
            done.add("first");
        });

        assertThat(done).containsExactly("first", "second", "third");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void what_must_not_be_done_here_is_handed_over_and_does_not_lose_its_place() {
        strand.run(() -> done.add("first"));
        strand.runHere(() -> done.add("second"));
        assertThat(done).isEmpty();

        handedOver.getFirst().run();

        assertThat(done).containsExactly("first", "second");
    }
}
