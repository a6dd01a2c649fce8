package dev.parley.interop.freeswitch;

import static dev.parley.interop.freeswitch.FreeSwitchChat.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.FreePort;
import dev.parley.interop.connector.FocusSection;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.control.Outside;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Room;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A phone in a call through the focus refers others to a real FreeSWITCH's room, and has them thrown out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferTest {
    private static final String TRYING = "SIP/2.0 100 Trying\r\n";
    private static final String CAME = "SIP/2.0 200 OK\r\n";

    private final InetSocketAddress focus = new InetSocketAddress("127.0.0.1", FreePort.udpAndTcp());
    private final Outside outside = new Outside(focus, "127.0.0.1");
    private Optional<FreeSwitchServer> server = Optional.empty();
    private Optional<FreeSwitchChat> running = Optional.empty();

    @BeforeAll
    void start() {
        FreeSwitchServer freeswitch = FreeSwitchChat.startServer();
        server = Optional.of(freeswitch);
        running = Optional.of(FreeSwitchChat.with(
                FreeSwitchSettings.of(freeswitch).withSip(FocusSection.of(focus, freeswitch.sipPort(), """
                        control:
                          ring: 5s
                          moderators: {users: [alice]}
                          invite: [{users: [alice], who: "bob|carol"}]
                          limits: {rate-per-user: 1000/s burst 1000, rate-per-room: 1000/s burst 1000}
                        """))));
    }

    @AfterEach
    void everybody_leaves() {
        chat().everybodyLeaves();
    }

    @AfterAll
    void stop() {
        running.ifPresent(FreeSwitchChat::close);
        server.ifPresent(FreeSwitchServer::close);
    }

    private FreeSwitchChat chat() {
        return running.orElseThrow();
    }

    private TestPhone caller(String user) {
        return chat().unregistered(chat().options(user).withServer(focus));
    }

    private Call call(TestPhone phone) {
        Call call = phone.call("3001");
        chat().awaitRoom(room -> isIn(room, phone.user()));
        return call;
    }

    private TestPhone member(String user) {
        TestPhone phone = caller(user);
        call(phone);
        return phone;
    }

    private static boolean isIn(Room room, String user) {
        return room.members().stream()
                .anyMatch(member -> member.identity().endpoint().equals(user));
    }

    private void awaitInvited(Call call) {
        chat().awaitRoom(room -> room.members().stream()
                .anyMatch(member -> member.leg().callId().equals(call.callId())
                        && member.id().value().startsWith("parley-")));
    }

    @Test
    void whom_a_member_refers_to_the_room_is_called_and_joins() {
        TestPhone alice = member("alice");
        TestPhone bob = chat().phone("bob");

        assertThat(outside.refers(alice, "refer-1", "<sip:bob@127.0.0.1>").status())
                .isEqualTo(200);

        awaitInvited(bob.awaitIncomingCall(SOON).orElseThrow());
        Outside.received(alice, "refer-1", told -> told.text().equals(TRYING));
        assertThat(Outside.outcome(alice, "refer-1")).isEqualTo(CAME);
    }

    @Test
    void a_transfer_key_inside_a_call_calls_somebody_in() {
        Call call = call(caller("alice"));
        TestPhone bob = chat().phone("bob");

        assertThat(call.refer("<sip:bob@127.0.0.1>").status()).isEqualTo(200);

        awaitInvited(bob.awaitIncomingCall(SOON).orElseThrow());
        assertThat(call.notified().await(told -> told.text().equals(TRYING), SOON))
                .isPresent();
        assertThat(call.notified().await(told -> told.text().equals(CAME), SOON))
                .isPresent();
        assertThat(call.isEnded()).isFalse();
    }

    @Test
    void whom_a_member_called_in_is_in_the_chat_inside_of_his_call() {
        TestPhone alice = caller("alice");
        Call call = call(alice);
        TestPhone bob = chat().phone("bob");
        call.refer("<sip:bob@127.0.0.1>");
        Call ofBob = bob.awaitIncomingCall(SOON).orElseThrow();
        awaitInvited(ofBob);

        assertThat(call.sendMessage("welcome").status()).isEqualTo(202);
        FreeSwitchChat.awaitBody(bob, "Alice: welcome");
        assertThat(ofBob.sendMessage("hello").status()).isEqualTo(202);
        FreeSwitchChat.awaitBody(alice, "bob: hello");
    }

    @Test
    void who_is_busy_or_has_no_phone_does_not_come() {
        TestPhone alice = caller("alice");
        Call call = call(alice);
        chat().phone("bob").answersCallsWith(486);

        outside.refers(alice, "refer-2", "<sip:bob@127.0.0.1>");
        outside.refers(alice, "refer-3", "<sip:carol@127.0.0.1>");
        assertThat(Outside.outcome(alice, "refer-2")).startsWith("SIP/2.0 486 ");
        assertThat(Outside.outcome(alice, "refer-3")).startsWith("SIP/2.0 480 ");

        call.refer("<sip:bob@127.0.0.1>");
        assertThat(call.notified().await(told -> told.text().startsWith("SIP/2.0 486 "), SOON))
                .isPresent();
        assertThat(call.isEnded()).isFalse();
        assertThat(chat().room().members()).hasSize(1);
    }

    @Test
    void a_moderator_has_somebody_thrown_out() {
        TestPhone alice = member("alice");
        TestPhone bob = caller("bob");
        Call ofBob = call(bob);
        assertThat(outside.refers(bob, "refer-4", "<sip:alice@127.0.0.1;method=BYE>")
                        .status())
                .isEqualTo(403);

        assertThat(outside.refers(alice, "refer-5", "<sip:bob@127.0.0.1;method=BYE>")
                        .status())
                .isEqualTo(200);

        assertThat(Outside.outcome(alice, "refer-5")).isEqualTo(CAME);
        assertThat(ofBob.awaitEnd(SOON)).isTrue();
        chat().awaitRoom(room -> !isIn(room, "bob"));
        assertThat(isIn(chat().room(), "alice")).isTrue();
    }

    @Test
    void a_moderator_has_whom_he_called_in_thrown_out_from_inside_his_call() {
        Call call = call(caller("alice"));
        TestPhone bob = chat().phone("bob");
        call.refer("<sip:bob@127.0.0.1>");
        Call ofBob = bob.awaitIncomingCall(SOON).orElseThrow();
        awaitInvited(ofBob);

        assertThat(call.refer("<sip:bob@127.0.0.1;method=BYE>").status()).isEqualTo(200);

        assertThat(ofBob.awaitEnd(SOON)).isTrue();
        chat().awaitRoom(room -> room.members().size() == 1);
        assertThat(call.isEnded()).isFalse();
    }
}
