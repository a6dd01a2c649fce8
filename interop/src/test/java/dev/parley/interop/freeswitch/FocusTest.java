package dev.parley.interop.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.interop.Await;
import dev.parley.interop.FreePort;
import dev.parley.interop.connector.FocusSection;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.phone.Audio;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.CallFailed;
import dev.parley.interop.phone.Login;
import dev.parley.interop.phone.PhoneOptions;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Flag;
import dev.parley.room.Member;
import dev.parley.room.Room;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls to rooms of a FreeSWITCH through Parley's own signalling. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FocusTest {
    private static final int SOME = 50;

    private Optional<FreeSwitchServer> server = Optional.empty();
    private Optional<FreeSwitchChat> running = Optional.empty();
    private InetSocketAddress focus = new InetSocketAddress(0);

    @BeforeAll
    void start() {
        FreeSwitchServer freeswitch = FreeSwitchChat.startServer();
        server = Optional.of(freeswitch);
        focus = new InetSocketAddress("127.0.0.1", FreePort.udpAndTcp());
        running = Optional.of(FreeSwitchChat.with(
                FreeSwitchSettings.of(freeswitch).withSip(FocusSection.of(focus, freeswitch.sipPort()))));
    }

    @AfterEach
    void everybody_leaves_and_nothing_of_their_calls_is_left() {
        chat().everybodyLeaves();
        awaitCalls(0);
    }

    @AfterAll
    void stop() {
        running.ifPresent(FreeSwitchChat::close);
        server.ifPresent(FreeSwitchServer::close);
    }

    private FreeSwitchChat chat() {
        return running.orElseThrow();
    }

    private PhoneOptions options(String user) {
        return chat().options(user).withServer(focus);
    }

    private Call call(TestPhone phone) {
        int before = chat().room().members().size();
        Call call = phone.call("3001");
        chat().awaitRoom(room -> room.members().size() == before + 1);
        return call;
    }

    private void awaitCalls(int wanted) {
        assertThat(Await.answer(
                        FreeSwitchChat.SOON,
                        () -> Optional.of(chat().parley().focusCalls()).filter(count -> count == wanted)))
                .as("%d calls in the focus", wanted)
                .isPresent();
    }

    @Test
    void a_phone_logs_in_at_the_pbx_and_is_known_by_the_call_id_that_parley_made() {
        TestPhone alice = chat().unregistered(options("alice"));
        Call call = call(alice);

        chat().awaitRoom(room -> room.members().stream()
                .anyMatch(member -> member.identity().endpoint().equals("alice")));
        Member member = chat().memberNamed("alice");
        String callId = chat().server().api("uuid_getvar " + member.id().value() + " sip_call_id");
        assertThat(member.leg().callId()).isEqualTo(callId.strip()).isNotEqualTo(call.callId());
    }

    @Test
    void a_wrong_password_is_refused_by_the_pbx() {
        assertFails(options("alice").withPassword("guessed"));
    }

    /** FreeSWITCH itself lists alice as bob then. */
    @Test
    void a_login_does_not_open_the_room_under_another_name() {
        assertFails(options("bob").withLogin(new Login("alice", "alicesecret")));
    }

    private void assertFails(PhoneOptions options) {
        TestPhone phone = chat().unregistered(options);
        assertThatThrownBy(() -> phone.call("3001"))
                .isInstanceOfSatisfying(
                        CallFailed.class, failed -> assertThat(failed.status()).isEqualTo(403));
        assertThat(chat().room().members()).isEmpty();
    }

    @Test
    void audio_goes_both_ways_through_hold_and_resume_and_a_new_offer_of_the_pbx() {
        TestPhone alice = chat().unregistered(options("alice").withAudio());
        Call call = call(alice);
        awaitHears(alice.audio());

        assertThat(call.hold().status()).isEqualTo(200);
        chat().awaitRoom(room -> chat().memberNamed("alice").flags().contains(Flag.HELD));
        assertThat(call.unhold().status()).isEqualTo(200);
        chat().awaitRoom(room -> !chat().memberNamed("alice").flags().contains(Flag.HELD));

        chat().server()
                .api("uuid_media_reneg " + chat().memberNamed("alice").id().value());
        assertThat(alice.awaitExchange(
                        exchange -> exchange.isReceived()
                                && exchange.message().isRequest()
                                && exchange.message().method().equals("INVITE"),
                        FreeSwitchChat.SOON))
                .isPresent();
        awaitHears(alice.audio());
        assertThat(call.isEnded()).isFalse();
    }

    private static void awaitHears(Audio audio) {
        long before = audio.heard();
        assertThat(Await.answer(
                        FreeSwitchChat.SOON, () -> Optional.of(audio.heard()).filter(count -> count >= before + SOME)))
                .as("packets at the phone, which has sent %d", audio.sent())
                .isPresent();
    }

    @Test
    void either_side_hangs_up() {
        TestPhone alice = chat().unregistered(options("alice"));
        Call first = call(alice);
        first.hangUp();
        chat().awaitRoom(Room::isEmpty);
        awaitCalls(0);

        Call second = call(alice);
        chat().server().api("conference 3001 kick all");

        assertThat(second.awaitEnd(FreeSwitchChat.SOON)).isTrue();
        awaitCalls(0);
    }

    @Test
    void texts_inside_the_calls_reach_members_on_either_side_of_the_focus_once() {
        TestPhone alice = chat().unregistered(options("alice"));
        Call call = call(alice);
        TestPhone bob = chat().unregistered(options("bob"));
        Call ofBob = call(bob);
        TestPhone carol = chat().phone("carol");
        carol.call("sip:3001@127.0.0.1:" + chat().server().sipPort() + ";pt=used"); // as who was sent here comes back
        chat().awaitRoom(room -> room.members().size() == 3);

        assertThat(call.sendMessage("the key is 4711").status()).isEqualTo(202);
        FreeSwitchChat.awaitBody(bob, "Alice: the key is 4711");
        FreeSwitchChat.awaitBody(carol, "Alice: the key is 4711");
        assertThat(ofBob.sendMessage("thanks").status()).isEqualTo(202);
        FreeSwitchChat.awaitBody(alice, "Bob: thanks");
        FreeSwitchChat.awaitBody(carol, "Bob: thanks");
        FreeSwitchChat.write(carol, "and for me?");
        FreeSwitchChat.awaitBody(alice, "Carol: and for me?");
        FreeSwitchChat.awaitBody(bob, "Carol: and for me?");

        assertThat(FreeSwitchChat.bodies(alice)).isEqualTo(List.of("Bob: thanks", "Carol: and for me?"));
        assertThat(FreeSwitchChat.bodies(carol)).isEqualTo(List.of("Alice: the key is 4711", "Bob: thanks"));
    }
}
