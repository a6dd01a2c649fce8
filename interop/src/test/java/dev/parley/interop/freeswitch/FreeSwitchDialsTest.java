package dev.parley.interop.freeswitch;

import static dev.parley.interop.control.Switchboard.ROOM;
import static dev.parley.interop.control.Switchboard.SOON;
import static dev.parley.interop.control.Switchboard.invitation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.Attendances;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.control.Switchboard;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Pbx;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.freeswitch.FreeSwitchPbx;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real FreeSWITCH calls phones into a room, and throws members out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreeSwitchDialsTest {
    private final List<TestPhone> phones = new ArrayList<>();
    private Optional<FreeSwitchServer> server = Optional.empty();
    private Optional<Switchboard> attached = Optional.empty();

    @BeforeAll
    void start() {
        server = Optional.of(FreeSwitchChat.startServer());
        attached = Optional.of(new Switchboard(this::adapter));
    }

    private Pbx adapter(PbxListener listener) {
        Clock clock = Clock.systemUTC();
        Attendances attendances = new Attendances(room -> Set.of(), pbx -> "pbx.example", clock, room -> {});
        return new FreeSwitchPbx(FreeSwitchSettings.of(server.orElseThrow()).pbx(), listener, attendances, clock);
    }

    @AfterEach
    void everybody_leaves() {
        phones.forEach(TestPhone::goodbye);
        phones.forEach(TestPhone::close);
        phones.clear();
        board().awaitRoom(Room::isEmpty);
    }

    @AfterAll
    void stop() {
        attached.ifPresent(Switchboard::close);
        server.ifPresent(FreeSwitchServer::close);
    }

    private Switchboard board() {
        return attached.orElseThrow();
    }

    private TestPhone phone(String user) {
        TestPhone phone = new TestPhone(server.orElseThrow().phone(user));
        phones.add(phone);
        assertThat(phone.register().status()).isEqualTo(200);
        return phone;
    }

    @Test
    void who_answers_is_a_member_by_the_id_of_the_invitation_and_by_his_account() {
        TestPhone bob = phone("bob");
        Invitation invitation = invitation("bob");

        assertThat(board().control().dial(invitation)).isEqualTo(new Dialled.Joined(invitation.id()));

        Call call = bob.awaitIncomingCall(SOON).orElseThrow();
        Member member = board().awaitMember(invitation.id());
        assertThat(member.leg().callId()).isEqualTo(call.callId());
        assertThat(member.identity().endpoint()).isEqualTo("bob");
        assertThat(member.name()).isEqualTo("bob");
    }

    @Test
    void the_phone_sees_the_room_as_the_caller() {
        TestPhone bob = phone("bob");
        board().control().dial(invitation("bob"));

        assertThat(bob.awaitExchange(
                                seen -> seen.isReceived()
                                        && seen.message().method().equals("INVITE"),
                                SOON)
                        .orElseThrow()
                        .message()
                        .header("From"))
                .hasValueSatisfying(from -> assertThat(from).contains("<sip:3001@"));
    }

    @ParameterizedTest
    @CsvSource({"486,486", "603,603", "404,404", "480,480", "488,488", "500,500"})
    void what_the_phone_answers_is_what_is_told(int answered, int told) {
        phone("bob").answersCallsWith(answered);

        assertThat(board().failure("bob")).isEqualTo(told);
    }

    @Test
    void a_phone_that_goes_on_ringing_is_480() {
        phone("bob").answersCallsWith(180);

        assertThat(board().failure("bob")).isEqualTo(480);
    }

    @Test
    void nobody_of_that_name_is_404_and_nobody_with_a_phone_480() {
        assertThat(board().failure("nobody")).isEqualTo(404);
        assertThat(board().failure("carol")).isEqualTo(480);
    }

    @Test
    void a_member_who_is_thrown_out_is_hung_up() {
        TestPhone bob = phone("bob");
        Invitation invitation = invitation("bob");
        board().control().dial(invitation);
        Call call = bob.awaitIncomingCall(SOON).orElseThrow();
        board().awaitMember(invitation.id());

        assertThat(board().control().remove(ROOM, invitation.id())).isTrue();

        assertThat(call.awaitEnd(SOON)).isTrue();
        board().awaitRoom(Room::isEmpty);
        assertThat(board().control().remove(ROOM, new MemberId("parley-gone"))).isFalse();
    }
}
