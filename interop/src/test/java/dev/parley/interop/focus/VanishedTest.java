package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.phone.TestPhone;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phone whose battery is empty while Parley is not there either does not stay in the room for ever. */
class VanishedTest {
    /** The next Parley asks it within a minute, and a request waits so long for its answer (RFC 3261 §17.1.2.2). */
    private static final Duration FOUND = Duration.ofSeconds(60 + 32);
    /** {@code rtp_timeout} of pjsip_parley_focus.conf. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void the_next_parley_misses_it_and_takes_it_out_of_the_room() {
        try (KillableFocus focus = KillableFocus.on(Release.SID, directory)) {
            vanishesUnseen(focus);

            focus.awaitMembers(0, FOUND.plus(FocusChat.SOON));
            assertNothingIsLeft(focus);
        }
    }

    @Test
    void asterisk_misses_its_audio_before_and_the_next_parley_knows_it_no_more_either() {
        AsteriskOptions shipped = AsteriskOptions.standard().withFocusPhones();
        try (KillableFocus focus = KillableFocus.on(Release.SID, shipped, directory, "")) {
            vanishesUnseen(focus);

            focus.awaitMembers(0, SILENCE.plus(FocusChat.SOON));
            assertNothingIsLeft(focus);
        }
    }

    private static void vanishesUnseen(KillableFocus focus) {
        TestPhone alice = focus.speaking("alice");
        alice.call(FocusChat.ROOM);
        focus.awaitMembers(1);
        KillableFocus.awaitHears(alice);
        focus.kill(1);
        alice.close();
        focus.begin();
        focus.awaitMembers(1);
    }

    private static void assertNothingIsLeft(KillableFocus focus) {
        assertThat(Await.answer(FocusChat.SOON, () -> focus.writtenDown().filter(calls -> calls == 0)))
                .as(focus::log)
                .isPresent();
    }
}
