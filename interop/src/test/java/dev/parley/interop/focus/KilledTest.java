package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.ami.AmiFrame;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.FocusSection;
import dev.parley.interop.connector.ParleyProcess;
import dev.parley.interop.phone.Audio;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls through the focus to a real Asterisk while the process of Parley is killed and another begins. */
class KilledTest {
    private static final int SOME = 50;

    @TempDir
    Path directory;

    private final InetSocketAddress focus = new InetSocketAddress("127.0.0.1", FreePort.udpAndTcp());

    @ParameterizedTest
    @EnumSource(Release.class)
    void calls_go_on_after_kill_9_and_end_from_either_side(Release release) {
        try (Lab lab = Lab.on(release, AsteriskOptions.standard());
                RawAmi ami = lab.server().lab();
                TestPhone alice = speaking("alice");
                TestPhone bob = speaking("bob")) {
            try (ParleyProcess parley = start(lab.server())) {
                Call ofAlice = alice.call(FocusChat.ROOM);
                Call ofBob = bob.call(FocusChat.ROOM);
                Lab.awaitMembers(ami, FocusChat.ROOM, 2);
                awaitHears(alice.audio());
                awaitHears(bob.audio());

                parley.kill9();
                awaitHears(alice.audio());
                awaitHears(bob.audio());

                try (ParleyProcess next = start(lab.server())) {
                    assertThat(ofAlice.sendMessage("still here").status())
                            .as(next::log)
                            .isEqualTo(202);
                    FocusChat.awaitBody(bob, "Alice A: still here");
                    assertThat(ofAlice.hold().status()).isEqualTo(200);
                    assertThat(ofAlice.unhold().status()).isEqualTo(200);
                    awaitHears(alice.audio());
                    assertThat(ofBob.isEnded()).isFalse();

                    ofBob.hangUp();
                    AmiFrame left = Lab.awaitMembers(ami, FocusChat.ROOM, 1).getFirst();
                    assertThat(ofAlice.isEnded()).isFalse();
                    ami.ask(
                            "ConfbridgeKick",
                            "Conference: " + FocusChat.ROOM,
                            "Channel: " + left.header("Channel").orElseThrow());
                    assertThat(ofAlice.awaitEnd(FocusChat.SOON)).as(next::log).isTrue();
                }
            }
        }
    }

    private TestPhone speaking(String user) {
        return new TestPhone(PhoneOptions.of(user, focus).withAudio());
    }

    private static void awaitHears(Audio audio) {
        long before = audio.heard();
        assertThat(Await.answer(
                        FocusChat.SOON, () -> Optional.of(audio.heard()).filter(count -> count >= before + SOME)))
                .as("packets at the phone")
                .isPresent();
    }

    private ParleyProcess start(AsteriskServer asterisk) {
        String sip = "state: state\n" + FocusSection.of(focus, asterisk.sipPort());
        ParleyProcess parley = ParleyProcess.start(
                directory,
                """
                pbx:
                  - name: main
                    asterisk: {port: %d, secret: %s, domain: "127.0.0.1:%d"}
                    rooms: [{match: "30[0-9]{2}"}]
                admin: {enabled: no}
                sip:
                """.formatted(asterisk.amiPort(), AsteriskServer.PARLEY_SECRET, asterisk.sipPort()) + sip.indent(2));
        parley.awaitAttached();
        return parley;
    }
}
