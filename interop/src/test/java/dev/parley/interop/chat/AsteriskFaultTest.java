package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.PbxState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asterisk dies in the middle of a chat. */
class AsteriskFaultTest {
    /** One second is promised; two leave room for a machine that is busy with other tests. */
    private static final Duration BACK_IN_SIGHT = Duration.ofSeconds(2);

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_killed_asterisk_is_found_again_at_once_and_the_chat_goes_on(Release release) {
        try (Chat chat = Chat.on(release, AsteriskOptions.standard(), Settings::of)) {
            List<TestPhone> phones = chat.members("alice", "bob");
            TestPhone alice = phones.getFirst();
            TestPhone bob = phones.getLast();
            alice.sendMessage("3001", "before");
            Chat.awaitBody(bob, "Alice A: before");
            String meeting = chat.room().meeting().orElseThrow().id();

            chat.asterisk().kill9();
            chat.awaitRoom(room -> !room.seen());
            assertThat(chat.room().members()).hasSize(2);

            var booted = CompletableFuture.supplyAsync(() -> booted(chat.asterisk()));
            chat.asterisk().start();
            chat.awaitAttached();
            Duration took = Duration.between(booted.join(), up(chat));
            System.out.println(release + ": in sight " + took.toMillis() + " ms after Asterisk was ready");
            assertThat(took).isLessThan(BACK_IN_SIGHT);
            chat.awaitRoom(room -> room.isEmpty() && room.seen());

            phones.forEach(TestPhone::register);
            Call again = chat.call(alice, "3001");
            chat.call(bob, "3001");
            assertThat(chat.room().meeting().orElseThrow().id()).isNotEqualTo(meeting);
            alice.sendMessage("3001", "after");
            Chat.awaitBody(bob, "Alice A: after");
            Chat.assertOnly(bob, "Alice A: before", "Alice A: after");
            assertThat(again.isEnded()).isFalse();
        }
    }

    /** When Asterisk first took a login and said that it was ready. */
    private static Instant booted(AsteriskServer asterisk) {
        return Await.answer(Duration.ofSeconds(30), () -> ready(asterisk)).orElseThrow();
    }

    private static Optional<Instant> ready(AsteriskServer asterisk) {
        try (RawAmi ami = RawAmi.login(asterisk.amiPort(), AsteriskServer.LAB_USER, AsteriskServer.LAB_SECRET)) {
            return ami.await(frame -> frame.isEvent("FullyBooted"), Chat.SOON).map(event -> Instant.now());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Instant up(Chat chat) {
        return chat.parley().states().stream()
                .filter(PbxState::isUp)
                .map(state -> state.link().since())
                .findFirst()
                .orElseThrow();
    }
}
