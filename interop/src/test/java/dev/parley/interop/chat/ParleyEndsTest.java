package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.chat.Rate;
import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parley ends in the middle of a chat: what it took goes out, the rest is answered by the dialplan, the calls go on. */
class ParleyEndsTest {
    @ParameterizedTest
    @EnumSource(Release.class)
    void no_text_is_lost_between_the_last_relayed_and_the_first_answered(Release release) {
        try (Chat chat = Chat.on(
                release,
                AsteriskOptions.standard(),
                asterisk -> Settings.of(asterisk).withRate(new Rate(10_000, 10_000)))) {
            List<TestPhone> phones = chat.members("alice", "bob");
            TestPhone alice = phones.getFirst();
            TestPhone bob = phones.getLast();
            Writing writing = Writing.every(1, alice);
            Chat.awaitBody(bob, "Alice A: no 20");

            long start = System.nanoTime();
            chat.parley().close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(alice.awaitText(text -> text.body().contains("not available right now"), Chat.SOON))
                    .isPresent();
            writing.end();

            Await.answer(Chat.SOON, () -> writing.isAccountedFor(bob, "Alice A"));
            List<Integer> read = writing.readBy(bob, "Alice A");
            assertThat(read).hasSize(new HashSet<>(read).size());
            assertThat(read.size() + writing.told())
                    .as("read %s, told %d of %d", read, writing.told(), writing.accepted())
                    .isEqualTo(writing.accepted());
            assertThat(read.getLast())
                    .as("the first ones were read, the others answered")
                    .isEqualTo(read.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void the_calls_go_on_without_it_and_it_finds_them_when_it_comes_back(Release release) {
        try (Chat chat = Chat.on(release, AsteriskOptions.standard(), Settings::of)) {
            TestPhone alice = chat.phone("alice");
            Call call = chat.call(alice, "3001");
            TestPhone bob = chat.member("bob");
            chat.parley().close();

            alice.sendMessage("3001", "anybody?");
            assertThat(alice.awaitText(text -> text.body().contains("not available right now"), Chat.SOON))
                    .isPresent();
            assertThat(call.isEnded()).isFalse();

            try (var next = Parley.start(Settings.of(chat.asterisk()).config())) {
                assertThat(Await.answer(
                                Chat.SOON,
                                () -> Optional.of(next.rooms().all())
                                        .filter(rooms -> rooms.stream()
                                                .anyMatch(room -> room.members().size() == 2))))
                        .isPresent();
                alice.sendMessage("3001", "at last");
                Chat.awaitBody(bob, "Alice A: at last");
            }
            assertThat(call.isEnded()).isFalse();
            Chat.assertOnly(bob, "Alice A: at last");
        }
    }
}
