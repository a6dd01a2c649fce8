package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.asterisk.Release;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An Asterisk that dies in the middle of a call and stays away takes nothing of it along. */
class PbxGoneTest {
    /** It is asked 15 s later at the latest, and a request waits for its answer as long as that (RFC 3261 §17.1.2.2). */
    private static final Duration FOUND = Duration.ofSeconds(15 + 32);

    @Test
    void its_calls_end_within_a_minute_and_new_ones_come_through_when_it_is_back() {
        try (FocusChat chat = FocusChat.on(Release.SID)) {
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
