package dev.parley.interop.kamailio;

import static dev.parley.interop.kamailio.Front.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.TextAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Phones, a real Kamailio, a real Asterisk behind it, and a phone in the place of Parley's own SIP side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsteriskBehindTest {
    private Optional<Lab> lab = Optional.empty();
    private Optional<KamailioServer> running = Optional.empty();
    private Optional<TestPhone> standIn = Optional.empty();
    private final List<TestPhone> phones = new ArrayList<>();

    @BeforeAll
    void start() {
        KamailioInstall install = Front.install();
        lab = Optional.of(Lab.on(Release.SID, AsteriskOptions.standard()));
        KamailioOptions options =
                KamailioOptions.onFreePort().with("PARLEY_RESPITE=1").with("PARLEY_PATIENCE=300");
        TestPhone parley = new TestPhone(PhoneOptions.of("parley", options.address()));
        standIn = Optional.of(parley);
        running = Optional.of(KamailioServer.start(
                install, options.withPbx(lab.get().server().sipPort()).withParley(parley.port())));
    }

    @AfterEach
    void everybody_leaves() {
        phones.forEach(TestPhone::goodbye);
        phones.forEach(TestPhone::close);
        phones.clear();
    }

    @AfterAll
    void stop() {
        running.ifPresent(KamailioServer::close);
        standIn.ifPresent(TestPhone::close);
        lab.ifPresent(Lab::close);
    }

    private TestPhone registered(String user) {
        TestPhone phone =
                new TestPhone(PhoneOptions.of(user, running.orElseThrow().sipAddress()));
        phones.add(phone);
        assertThat(phone.register().status()).isEqualTo(200);
        return phone;
    }

    @Test
    void calls_to_a_room_are_asterisks() {
        TestPhone alice = registered("alice");
        Call call = alice.call("3001");
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(call.unhold().status()).isEqualTo(200);
        try (var ami = lab.orElseThrow().server().lab()) {
            Lab.awaitMembers(ami, "3001", 1);
            call.hangUp();
            Lab.awaitMembers(ami, "3001", 0);
        }
    }

    @Test
    void asterisk_hangs_up_through_kamailio() {
        TestPhone alice = registered("alice");
        Call call = alice.call("3001");
        try (var ami = lab.orElseThrow().server().lab()) {
            Lab.awaitMembers(ami, "3001", 1);
            lab.orElseThrow().server().cli("channel request hangup all");
        }
        assertThat(call.awaitEnd(SOON)).isTrue();
    }

    @Test
    void while_parley_is_silent_the_dialplan_tells_the_sender() {
        standIn.orElseThrow().answersTextsWith(new TextAnswer.Silence());
        TestPhone alice = registered("alice");
        assertThat(alice.sendMessage("3001", "hello").status()).isEqualTo(202);
        assertThat(alice.awaitText(text -> text.body().contains("not available right now"), Duration.ofSeconds(20)))
                .as(running.orElseThrow()::log)
                .isPresent();
    }
}
