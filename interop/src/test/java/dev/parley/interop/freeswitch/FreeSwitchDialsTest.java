package dev.parley.interop.freeswitch;

import static dev.parley.interop.control.Switchboard.ROOM;
import static dev.parley.interop.control.Switchboard.SOON;
import static dev.parley.interop.control.Switchboard.invitation;
import static dev.parley.interop.control.Switchboard.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.Attendances;
import dev.parley.interop.Await;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.control.Switchboard;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.Callee;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Move;
import dev.parley.pbx.OtherCall;
import dev.parley.pbx.Pbx;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.ReferredBy;
import dev.parley.pbx.Way;
import dev.parley.pbx.freeswitch.FreeSwitchPbx;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

    private CompletableFuture<Dialled> dialling(Invitation invitation) {
        return CompletableFuture.supplyAsync(() -> board().control().dial(invitation), Thread::startVirtualThread);
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

    @Test
    void the_phone_hears_at_whose_word_it_is_called_unless_freeswitch_would_change_it() {
        TestPhone bob = phone("bob");
        board().control().dial(invitation("bob").by(ReferredBy.of("sip:al+*~ice@pbx.example")));
        TestPhone carol = phone("carol");
        board().control().dial(invitation("carol").by(ReferredBy.of("sip:al%2Cice@pbx.example")));

        assertThat(bob.awaitRequest("INVITE", SOON).header("Referred-By")).hasValue("<sip:al+*~ice@pbx.example>");
        assertThat(carol.awaitRequest("INVITE", SOON).header("Referred-By")).isEmpty();
    }

    @Test
    void who_is_called_off_rings_no_more() {
        TestPhone bob = phone("bob");
        bob.answersCallsWith(180);
        Invitation invitation = patient("bob");
        CompletableFuture<Dialled> dialled = dialling(invitation);
        bob.awaitRequest("INVITE", SOON);

        board().control().callOff(invitation);

        bob.awaitRequest("CANCEL", SOON);
        assertThat(dialled.join()).isInstanceOf(Dialled.Failed.class);
    }

    @Test
    void each_phone_of_an_account_rings_until_one_of_them_answers() {
        TestPhone desk = phone("bob");
        TestPhone mobile = phone("bob");
        List.of(desk, mobile).forEach(phone -> phone.answersCallsWith(180));
        Invitation invitation = patient("bob");
        CompletableFuture<Dialled> dialled = dialling(invitation);
        List.of(desk, mobile).forEach(phone -> phone.awaitRequest("INVITE", SOON));

        mobile.pickUp(SOON);

        desk.awaitRequest("CANCEL", SOON);
        Dialled.Joined joined = joined(dialled.join());
        assertThat(invitation.isLeg(joined.member())).isTrue();
        assertThat(board().awaitMember(joined.member()).leg().callId())
                .isEqualTo(mobile.awaitIncomingCall(SOON).orElseThrow().callId());
        board().awaitRoom(room -> room.members().size() == 1);
    }

    @Test
    void each_phone_of_an_account_that_is_called_off_rings_no_more() {
        List<TestPhone> both = List.of(phone("bob"), phone("bob"));
        both.forEach(phone -> phone.answersCallsWith(180));
        Invitation invitation = patient("bob");
        CompletableFuture<Dialled> dialled = dialling(invitation);
        both.forEach(phone -> phone.awaitRequest("INVITE", SOON));

        board().control().callOff(invitation);

        both.forEach(phone -> phone.awaitRequest("CANCEL", SOON));
        assertThat(dialled.join()).isInstanceOf(Dialled.Failed.class);
    }

    private static Dialled.Joined joined(Dialled came) {
        if (came instanceof Dialled.Joined joined) {
            return joined;
        }
        throw new AssertionError(came);
    }

    /** Both were answered before FreeSWITCH has joined them. */
    private Call joinedWithOther(Call call) {
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(server.orElseThrow().api("show bridged_calls"))
                                .filter(printed -> printed.contains("1 total"))))
                .isPresent();
        return call;
    }

    private static Move move(String account, Call call, String who) {
        return new Move(
                ROOM,
                new Callee(who, "pbx.example"),
                new OtherCall(account, call.callId(), call.remoteTag(), call.localTag()),
                Way.USUAL);
    }

    @Test
    void whom_a_phone_has_called_is_moved_into_the_room() {
        TestPhone bob = phone("bob");
        Call consultation = joinedWithOther(phone("alice").call("bob"));

        Dialled.Joined joined = joined(board().control().move(move("alice", consultation, "bob")));

        assertThat(board().awaitMember(joined.member()).identity().endpoint()).isEqualTo("bob");
        assertThat(consultation.awaitEnd(SOON)).isTrue();
        assertThat(bob.calls()).hasSize(1);
    }

    @Test
    void who_has_called_a_phone_is_moved_into_the_room() {
        TestPhone desk = phone("alice");
        TestPhone carol = phone("carol");
        carol.call("alice");
        Call consultation = joinedWithOther(desk.awaitIncomingCall(SOON).orElseThrow());

        assertThat(board().control().move(move("alice", consultation, "carol"))).isInstanceOf(Dialled.Joined.class);

        assertThat(consultation.awaitEnd(SOON)).isTrue();
        assertThat(carol.calls()).hasSize(1);
    }

    @Test
    void nobody_is_moved_who_is_not_at_the_other_end_of_the_account_s_own_call() {
        phone("bob");
        Call consultation = joinedWithOther(phone("alice").call("bob"));

        OtherCall guessed = new OtherCall("alice", consultation.callId(), consultation.remoteTag(), "guessed");
        for (Move wrong : List.of(
                move("dave", consultation, "bob"),
                move("alice", consultation, "carol"),
                new Move(ROOM, new Callee("bob", "pbx.example"), guessed, Way.USUAL))) {
            assertThat(board().control().move(wrong))
                    .isInstanceOfSatisfying(
                            Dialled.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(481));
        }
        assertThat(consultation.isEnded()).isFalse();
    }

    @Test
    void nobody_is_moved_out_of_another_room() {
        phone("bob").call("3002");
        Call other = phone("alice").call("3002");

        assertThat(board().control().move(move("alice", other, "bob"))).isInstanceOf(Dialled.Failed.class);

        assertThat(other.isEnded()).isFalse();
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
