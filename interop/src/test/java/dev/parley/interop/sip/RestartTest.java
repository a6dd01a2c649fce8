package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.AdditiveReader;
import dev.parley.interop.FreePort;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.AsteriskServer;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.ParleyProcess;
import dev.parley.interop.phone.Call;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscribers to a room of a real Asterisk while the process of Parley ends and another begins. */
class RestartTest {
    private static final String ALICE = "<sip:alice@127.0.0.1>";

    @TempDir
    Path directory;

    private final int port = FreePort.udpAndTcp();

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_subscription_goes_on_after_kill_9_and_who_left_meanwhile_is_listed_as_deleted(Release release) {
        goesOnAfter(release, ParleyProcess::kill9);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_subscription_goes_on_after_an_orderly_restart(Release release) {
        goesOnAfter(release, ParleyProcess::stop);
    }

    private void goesOnAfter(Release release, Consumer<ParleyProcess> end) {
        try (Lab lab = Lab.on(release, AsteriskOptions.standard());
                Subscriber alice = new Subscriber("alice", port)) {
            Call ofAlice = lab.phone("alice").call("3001");
            Call ofBob = lab.phone("bob").call("3001");
            AdditiveReader adding = new AdditiveReader();
            Subscriber.Wish wish = wish(alice);
            try (ParleyProcess parley = start(lab.server())) {
                alice.awaitAccepted(() -> wish(alice));
                SipText accepted = alice.ask(wish);
                assertThat(accepted.status()).as(parley::log).isEqualTo(200);
                SipText before = alice.awaitNotify(notify -> isOf(wish, notify)
                        && notify.body().contains("sip:bob@")
                        && notify.body().contains("sip:alice@"));
                read(adding, before);
                assertThat(adding.users()).hasSize(2);
                end.accept(parley);
                ofBob.hangUp();

                try (ParleyProcess next = start(lab.server())) {
                    SipText after = alice.awaitNotify(notify -> isOf(wish, notify) && cseq(notify) > cseq(before) + 1);
                    read(adding, after);

                    assertThat(version(after)).as(next::log).isGreaterThan(version(before));
                    assertThat(after.header("Subscription-State")).startsWith("active");
                    assertThat(adding.users()).singleElement().asString().contains("sip:alice@");
                    assertThat(alice.ask(alice.again(wish, accepted, 2)).status())
                            .isEqualTo(200);
                    assertThat(alice.ask(alice.again(wish, accepted, 3).with("Expires", "0"))
                                    .status())
                            .isEqualTo(200);
                    alice.awaitNotify(notify -> isOf(wish, notify)
                            && notify.header("Subscription-State").startsWith("terminated"));
                }
            }
            assertThat(ofAlice.isEnded()).isFalse();
        }
    }

    private static Subscriber.Wish wish(Subscriber alice) {
        return alice.wish("3001").with("P-Asserted-Identity", ALICE);
    }

    private static boolean isOf(Subscriber.Wish wish, SipText notify) {
        return notify.header("Call-ID").equals(wish.header("Call-ID"));
    }

    private static void read(AdditiveReader reader, SipText notify) {
        reader.read(notify.body().getBytes(StandardCharsets.UTF_8));
    }

    private static long cseq(SipText notify) {
        return Long.parseLong(notify.header("CSeq").replaceFirst(" .*", "").strip());
    }

    private static long version(SipText notify) {
        return Long.parseLong(notify.body().replaceFirst("(?s).*?<conference-info[^>]*version=\"([0-9]+)\".*", "$1"));
    }

    private ParleyProcess start(AsteriskServer asterisk) {
        ParleyProcess parley = ParleyProcess.start(
                directory, """
                pbx:
                  - name: main
                    asterisk: {port: %d, secret: %s, domain: "127.0.0.1:%d"}
                    rooms: [{match: "30[0-9]{2}"}]
                admin: {enabled: no}
                sip:
                  listen: ["udp:127.0.0.1:%d"]
                  trusted: [127.0.0.1]
                  state: state
                """.formatted(asterisk.amiPort(), AsteriskServer.PARLEY_SECRET, asterisk.sipPort(), port));
        parley.awaitAttached();
        return parley;
    }
}
