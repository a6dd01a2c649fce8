package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asterisk leaves it to the focus to refresh a session, and hangs up if that does not. */
class SessionKilledTest {
    /** Of 90 s (seen on 22.10), and a little. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(60 + 3);

    @TempDir
    Path directory;

    @Test
    void the_next_parley_refreshes_it_in_time() {
        try (KillableFocus focus =
                KillableFocus.on(Release.SID, AsteriskOptions.standard(), directory, "session: 90s")) {
            TestPhone alice = focus.speaking("alice");
            Call call = alice.call(FocusChat.ROOM);
            focus.awaitMembers(1);
            focus.kill(1);
            focus.begin();

            assertThat(call.awaitEnd(GIVEN_UP)).as(focus::log).isFalse();

            KillableFocus.awaitHears(alice);
            focus.awaitMembers(1);
        }
    }
}
