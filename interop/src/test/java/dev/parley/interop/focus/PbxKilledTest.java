package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.asterisk.Release;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An Asterisk that dies in the middle of a call takes nothing of it along. */
class PbxKilledTest {
    /** Half of {@code session}, and then as long as a request waits for its answer (RFC 3261 §17.1.2.2). */
    private static final Duration FOUND = Duration.ofSeconds(45 + 32);

    @Test
    void its_calls_end_by_the_session_timer_and_new_ones_come_through_when_it_is_back() {
        try (FocusChat chat = FocusChat.on(Release.SID, "session: 90s")) {
            TestPhone alice = chat.phone("alice");
            Call left = chat.call(alice);
            TestPhone bob = chat.phone("bob");
            Call impatient = chat.call(bob);

            chat.asterisk().kill9();
            impatient.hangUp();

            assertThat(left.awaitEnd(FOUND.plus(FocusChat.SOON))).isTrue();
            chat.awaitNoCalls();

            chat.asterisk().start();
            chat.awaitAttached();
            chat.call(alice);
            assertThat(chat.room().members()).hasSize(1);
            chat.everybodyLeaves();
        }
    }
}
