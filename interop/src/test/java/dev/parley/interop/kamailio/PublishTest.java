package dev.parley.interop.kamailio;

import static dev.parley.interop.kamailio.Front.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Parley;
import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parley publishes the rooms of a real Asterisk at a real Kamailio, and phones subscribe there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishTest {
    private Optional<Lab> lab = Optional.empty();
    private Optional<KamailioServer> kamailio = Optional.empty();
    private Optional<Parley> parley = Optional.empty();

    @BeforeAll
    void start() {
        KamailioInstall install = Front.installWithPresence();
        Lab asterisk = Lab.on(Release.SID, AsteriskOptions.standard());
        lab = Optional.of(asterisk);
        int own = FreePort.udpAndTcp();
        KamailioServer server = KamailioServer.start(
                install,
                KamailioOptions.onFreePort()
                        .withPbx(asterisk.server().sipPort())
                        .withParley(own)
                        .with("DOMAIN=127.0.0.1:" + asterisk.server().sipPort())
                        .with("WITH_PRESENCE"));
        kamailio = Optional.of(server);
        parley = Optional.of(Parley.start(Settings.of(asterisk.server())
                .withSip("""
                        listen: [udp:127.0.0.1:%d, tcp:127.0.0.1:%d]
                        publish: {to: "sip:127.0.0.1:%d;transport=tcp"}
                        """.formatted(own, own, server.sipPort()))
                .config()));
    }

    @AfterEach
    void everybody_leaves() {
        lab.ifPresent(Lab::closePhones);
    }

    @AfterAll
    void stop() {
        parley.ifPresent(Parley::close);
        kamailio.ifPresent(KamailioServer::close);
        lab.ifPresent(Lab::close);
    }

    @Test
    void watchers_at_kamailio_see_who_comes_and_goes_and_the_end() {
        try (TestPhone watcher = watcher()) {
            watcher.subscribe("3001", "conference", "application/conference-info+xml");
            Call ofAlice = lab().phone("alice").call("3001");
            SipMessage first = awaitNotify(watcher, text -> text.contains("sip:alice@127.0.0.1"));
            assertThat(first.text()).contains("<user-count>1</user-count>").contains("Alice A");

            Call ofBob = lab().phone("bob").call("3001");
            awaitNotify(watcher, text -> text.contains("sip:alice@") && text.contains("sip:bob@127.0.0.1"));

            ofAlice.hangUp();
            awaitNotify(watcher, text -> text.contains("<user-count>1</user-count>") && text.contains("sip:bob@"));
            ofBob.hangUp();
            awaitNotify(watcher, text -> text.contains("<user-count>0</user-count>"));
            awaitLast(watcher, String::isEmpty);
        }
    }

    @Test
    void who_subscribes_later_sees_the_room_as_it_is() {
        lab().phone("carol").call("3002");
        try (TestPhone early = watcher()) {
            early.subscribe("3002", "conference", "application/conference-info+xml");
            awaitNotify(early, text -> text.contains("sip:carol@"));
        }
        try (TestPhone late = watcher()) {
            late.subscribe("3002", "conference", "application/conference-info+xml");
            awaitNotify(late, text -> text.contains("sip:carol@"));
        }
    }

    /** Kamailio says by a NOTIFY without a document that nothing is published any more. */
    private void awaitLast(TestPhone phone, Predicate<String> wanted) {
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(phone.exchanges().getLast().message())
                                .map(SipMessage::text)
                                .filter(wanted)))
                .isPresent();
    }

    private Lab lab() {
        return lab.orElseThrow();
    }

    private TestPhone watcher() {
        return new TestPhone(PhoneOptions.of("dave", kamailio.orElseThrow().sipAddress()));
    }

    private SipMessage awaitNotify(TestPhone phone, Predicate<String> wanted) {
        return phone.awaitExchange(
                        exchange -> exchange.isReceived()
                                && exchange.message().isRequest()
                                && exchange.message().method().equals("NOTIFY")
                                && wanted.test(exchange.message().text()),
                        SOON.multipliedBy(3))
                .map(Exchange::message)
                .orElseThrow(() -> new AssertionError(phone.exchanges() + "\n"
                        + kamailio.map(KamailioServer::log).orElse("")));
    }
}
