package dev.parley.interop.chat;

import static dev.parley.interop.chat.Chat.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.ReferenceReader;
import dev.parley.interop.FreePort;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Asterisk refuses SUBSCRIBE for a room; at Parley's own SIP side whoever is in the room is told what happens there. */
class SubscribeTest {
    private final ReferenceReader reader = new ReferenceReader();

    @Test
    void a_member_of_an_asterisk_room_is_told_who_comes_and_goes() throws IOException {
        InetSocketAddress parley = new InetSocketAddress("127.0.0.1", FreePort.udpAndTcp());
        try (Chat chat = Chat.on(
                Release.SID,
                AsteriskOptions.standard(),
                asterisk -> Settings.of(asterisk).withSip("listen: [\"udp:127.0.0.1:" + parley.getPort() + "\"]"))) {
            TestPhone bob = chat.member("bob");
            assertThat(bob.subscribe("3001", "conference", "application/conference-info+xml")
                            .status())
                    .isEqualTo(489);
            bob.forgetAll();

            bob.expectsNotifies("subscription-" + bob.port());
            bob.sendRaw(subscribe(bob, parley.getPort()), parley);
            hear(bob, notify -> notify.text().contains("state=\"full\""));
            assertThat(reader.shown().people()).hasSize(1);

            Call ofAlice = chat.call(chat.phone("alice"), "3001");
            hear(bob, notify -> notify.text().contains("sip:alice@"));
            assertThat(reader.shown().people()).hasSize(2);

            ofAlice.hangUp();
            hear(bob, notify -> notify.text().contains("disconnected"));
            assertThat(reader.shown().people()).hasSize(1);
        }
    }

    private static byte[] subscribe(TestPhone phone, int parley) {
        return """
                SUBSCRIBE sip:3001@127.0.0.1:%1$d SIP/2.0\r
                Via: SIP/2.0/UDP 127.0.0.1:%2$d;branch=z9hG4bKsubscribe%2$d;rport\r
                From: <sip:bob@127.0.0.1>;tag=bob%2$d\r
                To: <sip:3001@127.0.0.1>\r
                Call-ID: subscription-%2$d\r
                CSeq: 1 SUBSCRIBE\r
                Contact: <sip:bob@127.0.0.1:%2$d>\r
                Max-Forwards: 70\r
                Event: conference\r
                Expires: 600\r
                Content-Length: 0\r
                \r
                """.formatted(parley, phone.port()).getBytes(StandardCharsets.UTF_8);
    }

    private void hear(TestPhone phone, Predicate<SipMessage> wanted) {
        SipMessage notify = phone.awaitExchange(
                        seen -> seen.isReceived()
                                && seen.message().isRequest()
                                && seen.message().method().equals("NOTIFY")
                                && wanted.test(seen.message()),
                        SOON)
                .map(Exchange::message)
                .orElseThrow(() -> new AssertionError(phone.exchanges()));
        assertThat(reader.read(notify.body())).isEqualTo(ReferenceReader.Took.APPLIED);
    }
}
