package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.ami.AmiFrame;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.phone.Audio;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.Exchange;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Flag;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audio goes between phone and Asterisk, whatever is agreed about it through the focus. */
class AudioTest extends OnEachFocus {
    private static final int SOME = 50;

    private PhoneOptions speaking(String user) {
        return chat().options(user)
                .withAudio()
                .withAllow("INVITE, ACK, BYE, CANCEL, MESSAGE, OPTIONS, NOTIFY, REFER, UPDATE");
    }

    @Test
    void audio_goes_both_ways_between_phone_and_pbx() {
        TestPhone alice = chat().phone(speaking("alice"));
        chat().call(alice);

        awaitHears(alice.audio());
        try (RawAmi lab = chat().asterisk().lab()) {
            awaitPbxHears(lab);
        }
    }

    @Test
    void hold_and_resume_reach_the_pbx() {
        TestPhone alice = chat().phone(speaking("alice"));
        Call call = chat().call(alice);

        assertThat(call.hold().status()).isEqualTo(200);
        chat().awaitRoom(room ->
                room.members().stream().allMatch(member -> member.flags().contains(Flag.HELD)));
        assertThat(call.unhold().status()).isEqualTo(200);
        chat().awaitRoom(room ->
                room.members().stream().noneMatch(member -> member.flags().contains(Flag.HELD)));
        awaitHears(alice.audio());
    }

    @ParameterizedTest
    @ValueSource(strings = {"invite", "update"})
    void the_pbx_may_refresh_the_session(String method) {
        TestPhone alice = chat().phone(speaking("alice"));
        Call call = chat().call(alice);

        try (RawAmi lab = chat().asterisk().lab()) {
            AmiFrame answer = lab.ask(
                    "Setvar",
                    "Channel: " + FocusChat.onlyMember(lab),
                    "Variable: PJSIP_SEND_SESSION_REFRESH()",
                    "Value: " + method);
            assertThat(answer.isSuccess()).as("%s", answer).isTrue();
            assertThat(alice.awaitExchange(exchange -> isRefresh(exchange, method), FocusChat.SOON))
                    .as("%s of the PBX at the phone", method)
                    .isPresent();
            awaitHears(alice.audio());
            awaitPbxHears(lab);
        }
        assertThat(call.isEnded()).isFalse();
    }

    private static boolean isRefresh(Exchange exchange, String method) {
        return exchange.isReceived()
                && exchange.message().isRequest()
                && exchange.message().method().equalsIgnoreCase(method);
    }

    private static void awaitHears(Audio audio) {
        long before = audio.heard();
        assertThat(Await.answer(
                        FocusChat.SOON, () -> Optional.of(audio.heard()).filter(count -> count >= before + SOME)))
                .as("packets at the phone, which has sent %d", audio.sent())
                .isPresent();
    }

    private void awaitPbxHears(RawAmi lab) {
        long before = received(lab);
        assertThat(Await.answer(
                        FocusChat.SOON, () -> Optional.of(received(lab)).filter(count -> count >= before + SOME)))
                .as("packets at Asterisk")
                .isPresent();
    }

    private long received(RawAmi lab) {
        return Long.parseLong(chat().channelSays(lab, "CHANNEL(rtcp,rxcount)"));
    }
}
