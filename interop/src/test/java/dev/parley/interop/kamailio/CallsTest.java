package dev.parley.interop.kamailio;

import static dev.parley.interop.kamailio.Front.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.CallFailed;
import dev.parley.interop.phone.TestPhone;
import dev.parley.interop.phone.Transport;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to rooms go to Parley, which makes its own to the PBX. */
class CallsTest extends OnFront {
    @Override
    KamailioOptions options(KamailioOptions standard) {
        return standard.with("WITH_PARLEY_FOCUS").with("PARLEY_RESPITE=0");
    }

    @BeforeEach
    void both_take_calls() {
        front().parley().answersCallsWith(200);
        front().pbx().answersCallsWith(200);
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, mode = EnumSource.Mode.EXCLUDE, names = "TLS")
    void a_call_to_a_room_lives_between_the_phone_and_parley(Transport transport) {
        TestPhone alice = front().phone(front().options("alice").withTransport(transport));
        Call call = alice.call("3001");
        Call atParley = front().parley().awaitIncomingCall(SOON).orElseThrow();
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(atParley.sendMessage("in the call").status()).isEqualTo(200);
        call.hangUp();
        assertThat(atParley.awaitEnd(SOON)).isTrue();
        assertNotCalled(front().pbx());
    }

    @Test
    void parleys_own_call_to_the_room_goes_to_the_pbx() {
        Call call = front().parley().call("3001");
        assertThat(front().awaitRequest(front().pbx(), "INVITE").requestUri()).startsWith("sip:3001@");
        call.hangUp();
    }

    @Test
    void a_call_to_anybody_else_goes_to_the_pbx() {
        front().phone("alice").call("4001").hangUp();
        assertThat(front().awaitRequest(front().pbx(), "INVITE").requestUri()).startsWith("sip:4001@");
        assertNotCalled(front().parley());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 480, 486, 603})
    void what_parley_answers_is_the_answer(int code) {
        front().parley().answersCallsWith(code);
        assertThat(refused(front().phone("alice"))).isEqualTo(code);
        assertNotCalled(front().pbx());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void a_call_that_parley_does_not_take_now_is_the_pbxs(int code) {
        front().parley().answersCallsWith(code);
        front().phone("alice").call("3001").hangUp();
        assertThat(front().awaitRequest(front().pbx(), "INVITE").requestUri()).startsWith("sip:3001@");
        assertThat(front().awaitRequest(front().pbx(), "BYE").tag("To")).isPresent();
    }

    @Test
    void while_parley_is_silent_calls_are_the_pbxs() {
        front().parley().answersCallsWith(0);
        front().phone("alice").call("3001").hangUp();
        assertThat(front().awaitRequest(front().pbx(), "INVITE").requestUri())
                .startsWith("sip:3001@")
                .endsWith(";pt=kept");
    }

    @Test
    void what_the_pbx_answers_then_is_the_answer() {
        front().parley().answersCallsWith(503);
        front().pbx().answersCallsWith(486);
        assertThat(refused(front().phone("alice"))).isEqualTo(486);
    }

    @Test
    void what_a_caller_says_of_himself_is_taken_away() {
        TestPhone alice = front().phone("alice");
        alice.sendRaw("""
                INVITE sip:3001@127.0.0.1:%1$d SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%2$d;rport;branch=z9hG4bK-forged
                Max-Forwards: 70
                From: <sip:alice@127.0.0.1:%1$d>;tag=a
                To: <sip:3001@127.0.0.1:%1$d>
                Call-ID: forged-%2$d
                CSeq: 1 INVITE
                Contact: <sip:alice@127.0.0.1:%2$d>
                P-Asserted-Identity: <sip:bob@127.0.0.1>
                Content-Length: 0

                """.formatted(front().server().sipPort(), alice.port())
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(front().awaitRequest(front().parley(), "INVITE").headers("P-Asserted-Identity"))
                .isEmpty();
    }

    private static int refused(TestPhone phone) {
        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> phone.call("3001"));
        assertThat(failed).as("an answer that is no 2xx").isNotNull();
        return failed.status();
    }

    /** An ACK of the call before may be late. */
    private static void assertNotCalled(TestPhone phone) {
        assertThat(phone.exchanges())
                .noneMatch(exchange -> exchange.message().isRequest()
                        && exchange.message().method().equals("INVITE"));
    }
}
