package dev.parley.interop.freeswitch;

import static dev.parley.interop.freeswitch.FreeSwitchChat.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.connector.FocusSection;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A FreeSWITCH that dies in the middle of calls through the focus takes nothing of them along. */
class PbxKilledTest {
    /** FreeSWITCH 1.11 takes no session below 120 s (422): half of that, and then as long as a request is repeated. */
    private static final Duration FOUND = Duration.ofSeconds(60 + 32);

    private final InetSocketAddress focus = new InetSocketAddress("127.0.0.1", FreePort.udpAndTcp());
    private Optional<FreeSwitchServer> running = Optional.empty();
    private Optional<FreeSwitchChat> attached = Optional.empty();

    @BeforeEach
    void start() {
        FreeSwitchServer server = FreeSwitchChat.startServer();
        running = Optional.of(server);
        attached = Optional.of(FreeSwitchChat.with(
                FreeSwitchSettings.of(server).withSip(FocusSection.of(focus, server.sipPort(), "session: 90s"))));
    }

    @AfterEach
    void stop() {
        attached.ifPresent(FreeSwitchChat::close);
        running.ifPresent(FreeSwitchServer::close);
    }

    private FreeSwitchServer server() {
        return running.orElseThrow();
    }

    private FreeSwitchChat chat() {
        return attached.orElseThrow();
    }

    private TestPhone caller(String user) {
        return chat().unregistered(chat().options(user).withServer(focus));
    }

    private Call call(TestPhone phone) {
        int before = chat().room().members().size();
        Call call = phone.call("3001");
        chat().awaitRoom(room -> room.members().size() == before + 1);
        return call;
    }

    private void awaitCalls(int wanted) {
        assertThat(Await.answer(
                        FOUND, () -> Optional.of(chat().parley().focusCalls()).filter(count -> count == wanted)))
                .as("%d calls in the focus", wanted)
                .isPresent();
    }

    @Test
    void its_calls_end_by_the_session_timer_at_the_latest() {
        Call left = call(caller("alice"));
        Call impatient = call(caller("bob"));

        server().kill();
        impatient.hangUp();

        assertThat(left.awaitEnd(FOUND.plus(SOON))).isTrue();
        awaitCalls(0);
    }

    @Test
    void who_does_something_in_his_call_when_it_is_back_hears_that_it_is_over_and_calls_anew() {
        TestPhone alice = caller("alice");
        Call left = call(alice);
        server().kill();
        server().start();
        chat().awaitAttached();

        assertThat(left.hold().status()).isEqualTo(481);

        assertThat(left.awaitEnd(SOON)).isTrue();
        awaitCalls(0);
        assertThat(call(alice).sendMessage("back again").status()).isEqualTo(202);
        chat().everybodyLeaves();
    }
}
