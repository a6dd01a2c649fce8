package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.TestPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls through the focus to a real Asterisk while the process of Parley is killed and another begins. */
class KilledTest {
    private static final Map<String, String> OTHER = Map.of("INVITE", "UPDATE", "UPDATE", "INVITE");

    private static final Duration AGAIN = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Release.class)
    void calls_go_on_after_kill_9_and_end_from_either_side(Release release) {
        try (KillableFocus focus = KillableFocus.on(release, directory)) {
            TestPhone alice = focus.speaking("alice");
            TestPhone bob = focus.speaking("bob");
            Call ofAlice = alice.call(FocusChat.ROOM);
            Call ofBob = bob.call(FocusChat.ROOM);
            focus.awaitMembers(2);
            KillableFocus.awaitHears(alice);
            KillableFocus.awaitHears(bob);

            focus.kill(2);
            KillableFocus.awaitHears(alice);
            KillableFocus.awaitHears(bob);
            focus.begin();

            assertThat(ofAlice.sendMessage("still here").status())
                    .as(focus::log)
                    .isEqualTo(202);
            FocusChat.awaitBody(bob, "Alice A: still here");
            assertThat(ofAlice.hold().status()).isEqualTo(200);
            assertThat(ofAlice.unhold().status()).isEqualTo(200);
            KillableFocus.awaitHears(alice);
            assertThat(ofBob.isEnded()).isFalse();

            ofBob.hangUp();
            String left = focus.awaitMembers(1).getFirst();
            assertThat(ofAlice.isEnded()).isFalse();
            focus.ami().ask("ConfbridgeKick", "Conference: " + FocusChat.ROOM, "Channel: " + left);
            assertThat(ofAlice.awaitEnd(FocusChat.SOON)).as(focus::log).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void what_asterisk_says_of_its_media_reaches_the_phone_after_kill_9(Release release) {
        try (KillableFocus focus = KillableFocus.on(release, directory)) {
            TestPhone alice = focus.speaking("alice");
            Call call = alice.call(FocusChat.ROOM);
            String channel = focus.awaitMembers(1).getFirst();
            focus.kill(1);
            focus.begin();

            OTHER.keySet()
                    .forEach(method -> awaitOfferAfter(() -> focus.refresh(channel, method), focus, alice, method));

            assertGoesOn(focus, alice, call);
        }
    }

    /** It repeats it for 32 s (RFC 3261 §17.1), and takes no notice of a port that is closed. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void what_asterisk_says_of_its_media_while_nobody_is_there_reaches_the_phone_from_the_next_one(Release release) {
        try (KillableFocus focus = KillableFocus.on(release, directory)) {
            for (String method : OTHER.keySet()) {
                TestPhone alice = focus.speaking("alice");
                Call call = alice.call(FocusChat.ROOM);
                String channel = focus.awaitMembers(1).getFirst();
                focus.kill(1);
                focus.refresh(channel, method);
                focus.begin();

                assertThat(offer(alice, method, FocusChat.SOON)).as(focus::log).isPresent();
                // Asterisk sends none before the one before it is answered.
                awaitOfferAfter(() -> focus.refresh(channel, OTHER.get(method)), focus, alice, OTHER.get(method));
                assertGoesOn(focus, alice, call);
                call.hangUp();
                focus.awaitMembers(0);
            }
        }
    }

    /** Asterisk forgets it where the one before it is under way still. */
    private static void awaitOfferAfter(Runnable asked, KillableFocus focus, TestPhone phone, String method) {
        assertThat(Await.answer(FocusChat.SOON, () -> {
                    asked.run();
                    return offer(phone, method, AGAIN);
                }))
                .as(() -> method + " of Asterisk at the phone\n" + focus.log())
                .isPresent();
    }

    /** With a body: one without is Parley's own question whether the phone is still there. */
    private static Optional<Exchange> offer(TestPhone phone, String method, Duration patience) {
        return phone.awaitExchange(
                exchange -> exchange.isReceived()
                        && exchange.message().isRequest()
                        && exchange.message().method().equals(method)
                        && exchange.message().body().length > 0,
                patience);
    }

    private static void assertGoesOn(KillableFocus focus, TestPhone phone, Call call) {
        KillableFocus.awaitHears(phone);
        assertThat(call.hold().status()).as(focus::log).isEqualTo(200);
        assertThat(call.unhold().status()).as(focus::log).isEqualTo(200);
        KillableFocus.awaitHears(phone);
        assertThat(call.isEnded()).isFalse();
        focus.awaitMembers(1);
    }
}
