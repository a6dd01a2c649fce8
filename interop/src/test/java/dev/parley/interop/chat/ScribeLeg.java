package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskServer;
import java.util.Optional;

/** Parley's silent leg, as Asterisk sees it. */
final class ScribeLeg {
    private ScribeLeg() {}

    /** Returns when it is in room 3001: a text that is written before does not get to it. */
    static void await(AsteriskServer asterisk) {
        try (RawAmi ami = asterisk.lab()) {
            assertThat(Await.answer(Chat.SOON, () -> in(ami)))
                    .as("the scribe comes")
                    .isPresent();
        }
    }

    /** Its channel in room 3001. */
    static Optional<String> in(RawAmi ami) {
        return ami.list("ConfbridgeList", "Conference: 3001").stream()
                .flatMap(member -> member.header("Channel").stream())
                .filter(channel -> channel.startsWith("PJSIP/" + AsteriskServer.SCRIBE + "-"))
                .findFirst();
    }
}
