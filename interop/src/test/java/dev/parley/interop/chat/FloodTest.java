package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.TestPhone;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With the limits as shipped: one who floods the room is stopped and told, and takes nothing from the others. */
class FloodTest extends OnEachChat {
    private static final String TOLD =
            "You write faster than this conference takes it; your last message reached nobody.";

    @Override
    Settings settings(AsteriskServer asterisk) {
        return Settings.of(asterisk);
    }

    @Test
    void two_hundred_texts_of_one_member_do_not_keep_the_others_from_talking() {
        List<TestPhone> phones = chat().members("alice", "bob", "carol");
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        TestPhone carol = phones.get(2);
        List<String> ofCarol =
                IntStream.range(0, 5).mapToObj(i -> "Carol C: calm " + i).toList();

        var flood = CompletableFuture.runAsync(
                () -> IntStream.range(0, 200).forEach(i -> alice.sendMessage("3001", "flood " + i)));
        IntStream.range(0, 5).forEach(i -> carol.sendMessage("3001", "calm " + i));
        flood.join();

        Chat.awaitBody(bob, "Carol C: calm 4");
        Chat.awaitBody(alice, TOLD);
        assertThat(Chat.bodies(bob))
                .filteredOn(body -> body.startsWith("Carol"))
                .isEqualTo(ofCarol);
        assertThat(Chat.bodies(bob))
                .filteredOn(body -> body.startsWith("Alice"))
                .hasSizeBetween(10, 20)
                .startsWith("Alice A: flood 0", "Alice A: flood 1");
        assertThat(Chat.bodies(alice)).filteredOn(TOLD::equals).hasSizeBetween(1, 6);
        assertThat(Chat.bodies(carol)).doesNotContain(TOLD);
    }
}
