package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.CallFailed;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Member;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asterisk sends calls to its rooms on to the focus, which lets them in and calls Asterisk itself. */
class RedirectedTest extends OnEachFocus {
    @Test
    void the_phone_follows_and_is_one_member_known_by_the_call_of_parley() {
        TestPhone alice = chat().registered("alice");
        Call call = enter(alice);
        chat().awaitRoom(room -> room.members().size() == 1);
        chat().awaitCalls(1);

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
    void it_chats_in_its_call_with_whoever_came_back_to_the_pbx() {
        TestPhone alice = chat().registered("alice");
        Call ofAlice = enter(alice);
        TestPhone bob = chat().registered("bob");
        Call ofBob = bob.call(chat().redirected(bob).elsewhere());
        chat().awaitRoom(room -> room.members().size() == 2);
        chat().awaitCalls(1);

        assertThat(ofAlice.sendMessage("hello Bob").status()).isEqualTo(202);
        FocusChat.awaitBody(bob, "Alice A: hello Bob");
        assertThat(bob.sendMessage(FocusChat.ROOM, "hello Alice").status()).isEqualTo(202);
        FocusChat.awaitBody(alice, "Bob B: hello Alice");

        assertThat(FocusChat.bodies(alice)).containsExactly("Bob B: hello Alice");
        assertThat(FocusChat.bodies(bob)).containsExactly("Alice A: hello Bob");
        assertThat(ofBob.isEnded()).isFalse();
    }

    @Test
    void hold_and_goodbye_go_through_the_focus_as_well() {
        TestPhone alice = chat().registered("alice");
        Call call = enter(alice);
        chat().awaitCalls(1);
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(call.unhold().status()).isEqualTo(200);

        call.hangUp();

        chat().awaitNoCalls();
    }

    @Test
    void a_token_lets_no_second_call_in() {
        TestPhone alice = chat().registered("alice");
        CallFailed redirect = chat().redirected(alice);
        alice.follow(redirect);

        assertForbidden(() -> alice.callThere(redirect.elsewhere()));
        chat().awaitCalls(1);
    }

    @Test
    void the_token_of_another_user_lets_nobody_in_and_stays_good_for_him() {
        TestPhone alice = chat().registered("alice");
        CallFailed redirect = chat().redirected(alice);
        TestPhone bob = chat().registered("bob");

        assertForbidden(() -> bob.callThere(redirect.elsewhere()));
        alice.follow(redirect);

        chat().awaitRoom(room -> room.members().size() == 1);
    }

    @Test
    void the_token_of_one_room_opens_no_other() {
        TestPhone alice = chat().registered("alice");
        String elsewhere = chat().redirected(alice).elsewhere();

        assertForbidden(() -> alice.callThere(elsewhere.replace("sip:3001@", "sip:3002@")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789123456789123456789123456789", "0", "x"})
    void a_guessed_token_lets_nobody_in(String token) {
        TestPhone alice = chat().registered("alice");
        String elsewhere = chat().redirected(alice).elsewhere();

        assertForbidden(() -> alice.callThere(elsewhere.replaceFirst(";pt=.*$", ";pt=" + token)));
        chat().awaitNoCalls();
    }

    private Call enter(TestPhone phone) {
        return phone.follow(chat().redirected(phone));
    }

    private static void assertForbidden(Supplier<Call> call) {
        assertThat(catchThrowableOfType(CallFailed.class, call::get))
                .as("a refusal")
                .isNotNull()
                .extracting(CallFailed::status)
                .isEqualTo(403);
    }
}
