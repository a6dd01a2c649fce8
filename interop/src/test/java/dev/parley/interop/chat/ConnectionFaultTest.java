package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Rate;
import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.fault.TcpRelay;
import dev.parley.interop.phone.TestPhone;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The way to Asterisk breaks while people write: each text is read, or its writer is told. It is read once, but for a
 * text that was on its way out in the very moment of the break: that one may come twice.
 */
class ConnectionFaultTest {
    private static final Duration A_WHILE = Duration.ofMillis(500);

    /** A break meets each of the two readers in the moment between a text and its confirmation at most once. */
    private static final int BREAKS = 4;

    private static final int MOST_AGAIN = BREAKS;

    private static final int OFTEN = 40;

    /** The dialplan remembers 32 texts for a Parley that it believes to be there: both phones together write fewer. */
    private static final int SELDOM = 900;

    @ParameterizedTest
    @EnumSource(Release.class)
    void cut_again_and_again(Release release) {
        survives(release, OFTEN, relay -> {
            for (int i = 0; i < BREAKS; i++) {
                relay.cut();
                pass(A_WHILE);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void reset_again_and_again(Release release) {
        survives(release, OFTEN, relay -> {
            for (int i = 0; i < BREAKS; i++) {
                relay.reset();
                pass(A_WHILE);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void away_for_some_seconds(Release release) {
        survives(release, SELDOM, relay -> {
            relay.refuse(true);
            relay.cut();
            pass(Duration.ofSeconds(3));
            relay.refuse(false);
        });
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void silent_for_ten_seconds(Release release) {
        survives(release, SELDOM, relay -> {
            relay.stall();
            pass(Duration.ofSeconds(10));
            relay.resume();
        });
    }

    private static void survives(Release release, int pause, Consumer<TcpRelay> fault) {
        Relayed relayed = new Relayed();
        try (Chat chat = relayed.chat(release)) {
            List<TestPhone> phones = chat.members("alice", "bob");
            TestPhone alice = phones.getFirst();
            TestPhone bob = phones.getLast();
            Writing ofAlice = Writing.every(pause, alice);
            Writing ofBob = Writing.every(pause, bob);
            pass(A_WHILE);
            fault.accept(relayed.relay());
            chat.awaitAttached();
            pass(A_WHILE);
            ofAlice.end();
            ofBob.end();

            Await.answer(Chat.SOON, () -> ofAlice.isAccountedFor(bob, "Alice A"));
            Await.answer(Chat.SOON, () -> ofBob.isAccountedFor(alice, "Bob B"));
            assertAccountedFor(ofAlice, bob, "Alice A");
            assertAccountedFor(ofBob, alice, "Bob B");
            assertThat(chat.room().members()).hasSize(2);
            assertThat(chat.room().seen()).isTrue();
        } finally {
            relayed.relay().close();
        }
    }

    private static void assertAccountedFor(Writing writing, TestPhone reader, String name) {
        List<Integer> read = writing.readBy(reader, name);
        Set<Integer> different = new HashSet<>(read);
        assertThat(different.size() + writing.told())
                .as("%s: read %s, told %d", name, read, writing.told())
                .isEqualTo(writing.accepted());
        assertThat(read).as(name).isSorted();
        assertThat(read.size() - different.size())
                .as("sent again, since nobody knows whether Asterisk had taken it: %s", read)
                .isLessThanOrEqualTo(MOST_AGAIN);
        // Sent again, not taken in again: both carry the id of one and the same text.
        assertThat(writing.marksOf(reader, name)).hasSameSizeAs(different);
    }

    private static void pass(Duration time) {
        Await.answer(time, Optional::empty);
    }

    /** A chat whose Parley reaches Asterisk through a relay, with a short patience for silence. */
    private static final class Relayed {
        private Optional<TcpRelay> relay = Optional.empty();

        Chat chat(Release release) {
            return Chat.on(release, AsteriskOptions.standard(), asterisk -> {
                relay = Optional.of(TcpRelay.to(asterisk.amiPort()));
                return Settings.of(asterisk)
                        .withAmiPort(relay().port())
                        .withRate(new Rate(1000, 1000))
                        .withSilence(Duration.ofSeconds(3));
            });
        }

        TcpRelay relay() {
            return relay.orElseThrow();
        }
    }
}
