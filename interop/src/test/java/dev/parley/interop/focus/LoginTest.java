package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.CallFailed;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.Login;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Asterisk asks for the password, and phones answer it, through the focus. */
class LoginTest extends OnEachFocus {
    private PhoneOptions erin() {
        return chat().options("erin").withPassword("erinsecret");
    }

    @Test
    void a_phone_logs_in_at_the_pbx_and_is_the_member_that_it_logged_in_as() {
        TestPhone erin = chat().phone(erin());
        chat().call(erin);

        assertThat(answers(erin)).contains(401, 200).doesNotContain(403);
        assertThat(chat().room().members())
                .singleElement()
                .satisfies(member -> assertThat(member.identity().endpoint()).isEqualTo("erin"));
    }

    @Test
    void the_phone_is_told_that_it_has_called_a_focus() {
        TestPhone alice = chat().member("alice");

        assertThat(alice.exchanges())
                .map(Exchange::message)
                .filteredOn(message -> message.status() == 200)
                .flatMap(message -> message.headers("Contact"))
                .containsExactly("<sip:3001@127.0.0.1:" + chat().focus().getPort() + ";gr=focus>;isfocus");
    }

    @Test
    void the_member_is_known_by_the_call_id_that_parley_made() {
        TestPhone alice = chat().phone("alice");
        Call call = chat().call(alice);

        try (RawAmi lab = chat().asterisk().lab()) {
            String callId = chat().channelSays(lab, "CHANNEL(pjsip,call-id)");
            assertThat(callId).isNotEqualTo(call.callId());
            assertThat(chat().room().members())
                    .extracting(Member::leg)
                    .singleElement()
                    .satisfies(leg -> assertThat(leg.callId()).isEqualTo(callId));
        }
    }

    @Test
    void a_wrong_password_is_refused_by_the_pbx() {
        TestPhone erin = chat().phone(chat().options("erin").withPassword("guessed"));

        assertFails(erin, 401);
    }

    @Test
    void a_login_does_not_open_the_room_under_another_name() {
        TestPhone erin = chat().phone(chat().options("erin").withLogin(new Login("alice", "erinsecret")));

        assertFails(erin, 403);
    }

    private void assertFails(TestPhone phone, int status) {
        assertThatThrownBy(() -> phone.call(FocusChat.ROOM))
                .isInstanceOfSatisfying(
                        CallFailed.class, failed -> assertThat(failed.status()).isEqualTo(status));
        chat().awaitNoCalls();
        assertThat(chat().room().members()).isEmpty();
    }

    private static List<Integer> answers(TestPhone phone) {
        return phone.exchanges().stream()
                .filter(Exchange::isReceived)
                .map(exchange -> exchange.message().status())
                .toList();
    }
}
