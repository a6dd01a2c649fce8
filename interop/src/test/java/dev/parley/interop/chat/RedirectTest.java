package dev.parley.interop.chat;

import static dev.parley.interop.chat.Chat.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.chat.Text;
import dev.parley.config.AsteriskConfig;
import dev.parley.interop.Await;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.fault.TcpRelay;
import dev.parley.interop.phone.CallFailed;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.FocusAddress;
import dev.parley.pbx.Link;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.Redirect;
import dev.parley.pbx.asterisk.AsteriskPbx;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.sip.focus.redirect.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asterisk sends calls on to a Parley that says it takes them, and that Parley has heard of each. */
class RedirectTest {
    private static final RoomId ROOM = new RoomId("main", "3001");

    @ParameterizedTest
    @EnumSource(Release.class)
    void the_token_of_a_302_lets_its_call_in_once(Release release) {
        Tokens tokens = new Tokens(Clock.systemUTC());
        try (Lab lab = Lab.on(release, AsteriskOptions.standard());
                AsteriskPbx pbx = new AsteriskPbx(pbx(lab), new Announcing(tokens), Clock.systemUTC())) {
            pbx.open();
            assertThat(Await.answer(SOON, () -> Optional.of(pbx.link()).filter(Link.Up.class::isInstance)))
                    .isPresent();
            pbx.takesCalls(new FocusAddress("conf.pbx.example", Set.of("192.0.2.10:5060")), Duration.ofMinutes(1));
            TestPhone alice = lab.phone("alice");
            String token = redirected(alice).orElseThrow();

            assertThat(tokens.redeem(token, ROOM, "bob", "call-0", SOON)).isFalse();
            assertThat(tokens.redeem(token, ROOM, "alice", "call-1", SOON)).isTrue();
            assertThat(tokens.redeem(token, ROOM, "alice", "call-2", SOON)).isFalse();

            pbx.takesNoCalls();
            assertThat(redirected(alice)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void calls_are_sent_on_while_parley_runs_and_stay_when_it_ends(Release release) {
        try (Lab lab = Lab.on(release, AsteriskOptions.standard())) {
            TestPhone alice = lab.phone("alice");
            assertThat(redirected(alice)).as("before").isEmpty();
            try (Parley parley = Parley.start(settings(lab).config())) {
                assertThat(parley.adminPort()).isPresent();
                awaitRedirected(alice);
            }
            assertThat(redirected(alice)).as("after").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void calls_are_sent_on_again_when_a_broken_connection_is_back(Release release) throws Exception {
        try (Lab lab = Lab.on(release, AsteriskOptions.standard());
                TcpRelay relay = TcpRelay.to(lab.server().amiPort());
                Parley parley =
                        Parley.start(settings(lab).withAmiPort(relay.port()).config())) {
            assertThat(parley.adminPort()).isPresent();
            TestPhone alice = lab.phone("alice");
            awaitRedirected(alice);
            relay.refuse(true);
            relay.cut();
            assertThat(redirected(alice)).as("while AMI is down").isEmpty();
            relay.refuse(false);
            awaitRedirected(alice);
        }
    }

    private static void awaitRedirected(TestPhone phone) {
        assertThat(Await.answer(SOON, () -> redirected(phone))).isPresent();
    }

    private static Settings settings(Lab lab) {
        int port = FreePort.udp();
        return Settings.of(lab.server())
                .withSip("""
                listen: ["udp:127.0.0.1:%1$d"]
                focus:
                  pbx: [{name: main, host: "conf.pbx.example:%1$d", calls: "127.0.0.1:%2$d"}]
                """.formatted(port, lab.server().sipPort()));
    }

    private static AsteriskConfig pbx(Lab lab) {
        return (AsteriskConfig) Settings.of(lab.server()).config().pbxs().getFirst();
    }

    /** @return the token under which Asterisk sends the phone's call on; empty if it stays */
    private static Optional<String> redirected(TestPhone phone) {
        phone.forgetAll();
        try {
            phone.call("3001").hangUp();
            return Optional.empty();
        } catch (CallFailed failed) {
            assertThat(failed.status()).isEqualTo(302);
            return phone.exchanges().stream()
                    .filter(Exchange::isReceived)
                    .map(exchange -> exchange.message().header("Contact").orElse(""))
                    .filter(contact -> contact.contains(";pt="))
                    .map(contact -> contact.replaceFirst("^.*;pt=", "").replace(">", ""))
                    .findFirst();
        }
    }

    private record Announcing(Tokens tokens) implements PbxListener {
        @Override
        public void happened(RoomEvent event) {}

        @Override
        public void listed(String pbx, Set<RoomId> rooms) {}

        @Override
        public void inSight(String pbx) {}

        @Override
        public void unseen(String pbx) {}

        @Override
        public void said(Text text) {}

        @Override
        public void redirected(Redirect redirect) {
            tokens.announce(redirect);
        }
    }
}
