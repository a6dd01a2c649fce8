package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.Subscription;
import dev.parley.interop.phone.TestPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A member's subscription to the room, outside of his call, while the process of Parley is killed and another begins. */
class SubscriptionKilledTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Release.class)
    void it_goes_on_together_with_its_call_and_tells_who_came_meanwhile(Release release) {
        try (KillableFocus focus = KillableFocus.on(release, directory)) {
            TestPhone alice = focus.speaking("alice");
            Call call = alice.call(FocusChat.ROOM);
            focus.awaitMembers(1);
            Subscription subscription =
                    alice.subscribed(FocusChat.ROOM, "conference", "application/conference-info+xml");
            awaitRoster(focus, alice, Set.of("Alice A"));

            focus.kill(1);
            TestPhone bob = focus.direct("bob");
            bob.call(FocusChat.ROOM);
            focus.awaitMembers(2);
            focus.begin();
            awaitRoster(focus, alice, Set.of("Alice A", "Bob B"));

            focus.speaking("carol").call(FocusChat.ROOM);
            awaitRoster(focus, alice, Set.of("Alice A", "Bob B", "Carol C"));
            bob.goodbye();
            awaitRoster(focus, alice, Set.of("Alice A", "Carol C"));

            assertThat(versions(alice)).isSorted().hasSizeGreaterThan(3);
            assertThat(subscription.refresh(Duration.ofHours(1)).status()).isEqualTo(200);
            assertThat(call.isEnded()).isFalse();
        }
    }

    private static void awaitRoster(KillableFocus focus, TestPhone phone, Set<String> names) {
        assertThat(Await.answer(
                        FocusChat.SOON, () -> Optional.of(phone.roster()).filter(names::equals)))
                .as(() -> names + ", but it has been told of " + phone.roster() + "\n" + focus.log())
                .isPresent();
    }

    private static List<Long> versions(TestPhone phone) {
        return phone.exchanges().stream()
                .filter(Exchange::isReceived)
                .map(Exchange::message)
                .filter(message -> message.isRequest() && message.method().equals("NOTIFY"))
                .map(notify -> notify.text().replaceFirst("(?s).*?<conference-info[^>]*version=\"([0-9]+)\".*", "$1"))
                .map(Long::parseLong)
                .toList();
    }
}
