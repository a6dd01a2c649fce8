package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.phone.Audio;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An Asterisk that goes away in the middle of calls, or to which only Parley's own connection is lost. */
class PbxKilledTest extends OnEachFocus {
    private static final int SOME = 50;
    private static final int LINES = 200;

    /** Asterisk asks erin for a password, but not inside of a call, be it known or not. */
    @ParameterizedTest
    @ValueSource(strings = {"alice", "erin"})
    void calls_that_died_with_it_end_at_the_phones_as_soon_as_it_is_back(String user) {
        TestPhone phone = chat().phone(options(user));
        Call call = chat().call(phone);

        chat().asterisk().kill9();
        chat().asterisk().start();

        assertThat(call.awaitEnd(FocusChat.SOON)).isTrue();
        assertThat(byeAt(phone)).contains("Reason: SIP;cause=408");
        chat().awaitNoCalls();
        chat().awaitAttached();
        chat().awaitRoom(room -> room.members().isEmpty());
        chat().call(phone);
    }

    @Test
    void one_that_restarts_in_order_hangs_up_itself() {
        TestPhone phone = chat().phone("alice");
        Call call = chat().call(phone);

        chat().asterisk().cli("core restart now");

        assertThat(call.awaitEnd(FocusChat.SOON)).isTrue();
        assertThat(byeAt(phone)).doesNotContain("Reason:");
        chat().awaitLost();
        chat().awaitNoCalls();
        chat().awaitAttached();
    }

    @Test
    void calls_go_on_where_only_the_connection_is_lost() {
        TestPhone phone = chat().phone(chat().options("alice").withAudio());
        Call call = chat().call(phone);
        chat().asterisk().cli("module load res_pjsip_logger.so");
        chat().asterisk().cli("pjsip set logger on");

        chat().ami().refuse(true);
        chat().ami().cut();
        chat().awaitLost();
        chat().ami().refuse(false);

        awaitLogged("Received SIP request[^>]*--->\\s+UPDATE sip:");
        awaitLogged("SIP/2.0 200 OK\\s(?:[A-Z][^\\n]*\\n)*CSeq: [0-9]+ UPDATE");
        awaitHears(phone.audio());
        assertThat(call.isEnded()).isFalse();
        chat().awaitAttached();
        chat().awaitRoom(room -> room.members().size() == 1);
    }

    private PhoneOptions options(String user) {
        PhoneOptions options = chat().options(user);
        return user.equals("erin") ? options.withPassword("erinsecret") : options;
    }

    private static String byeAt(TestPhone phone) {
        return phone.awaitExchange(PbxKilledTest::isBye, FocusChat.SOON)
                .orElseThrow()
                .message()
                .toString();
    }

    private static boolean isBye(Exchange exchange) {
        return exchange.isReceived()
                && exchange.message().isRequest()
                && exchange.message().method().equals("BYE");
    }

    private void awaitLogged(String pattern) {
        String all = "(?s).*" + pattern + ".*";
        assertThat(Await.answer(
                        FocusChat.SOON,
                        () -> Optional.of(chat().asterisk().logTail(LINES)).filter(log -> log.matches(all))))
                .as("%s in the log of Asterisk", pattern)
                .isPresent();
    }

    private static void awaitHears(Audio audio) {
        long before = audio.heard();
        assertThat(Await.answer(
                        FocusChat.SOON, () -> Optional.of(audio.heard()).filter(count -> count >= before + SOME)))
                .as("packets at the phone")
                .isPresent();
    }
}
