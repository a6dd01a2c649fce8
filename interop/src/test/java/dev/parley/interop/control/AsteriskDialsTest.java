package dev.parley.interop.control;

import static dev.parley.interop.control.Switchboard.ROOM;
import static dev.parley.interop.control.Switchboard.SOON;
import static dev.parley.interop.control.Switchboard.invitation;
import static dev.parley.interop.control.Switchboard.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.AsteriskOptions;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.asterisk.Release;
import dev.parley.interop.connector.Settings;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.ReferredBy;
import dev.parley.pbx.Way;
import dev.parley.pbx.asterisk.AsteriskPbx;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A real Asterisk calls phones into a room, and throws members out. */
@ParameterizedClass
@EnumSource(Release.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsteriskDialsTest {
    @TempDir
    private static Path folder = Path.of("");

    @Parameter
    Release release = Release.SID;

    private Optional<Lab> running = Optional.empty();
    private Optional<Switchboard> attached = Optional.empty();

    @BeforeParameterizedClassInvocation
    void start(Release wanted) throws Exception {
        Path files = Originating.files(Files.createDirectory(folder.resolve(wanted.name())));
        Lab lab = Lab.on(wanted, AsteriskOptions.standard().withDialplan(files));
        running = Optional.of(lab);
        attached = Optional.of(new Switchboard(
                listener -> new AsteriskPbx(Settings.of(lab.server()).pbx(), listener, Clock.systemUTC())));
    }

    @AfterEach
    void everybody_leaves() {
        lab().closePhones();
        board().awaitRoom(Room::isEmpty);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        attached.ifPresent(Switchboard::close);
        running.ifPresent(Lab::close);
        attached = Optional.empty();
        running = Optional.empty();
    }

    private Lab lab() {
        return running.orElseThrow();
    }

    /** Asterisk 22 lists a phone a moment after it has answered its REGISTER. */
    private void awaitPhonesOfBob(int count) {
        try (RawAmi ami = lab().server().lab()) {
            assertThat(Await.answer(
                            SOON,
                            () -> Optional.of(ami.getvar("", "PJSIP_DIAL_CONTACTS(bob)"))
                                    .filter(listed -> listed.split("&").length == count)))
                    .isPresent();
        }
    }

    private CompletableFuture<Dialled> dialling(Invitation invitation) {
        return CompletableFuture.supplyAsync(() -> board().control().dial(invitation), Thread::startVirtualThread);
    }

    private Switchboard board() {
        return attached.orElseThrow();
    }

    @Test
    void who_answers_is_a_member_by_the_id_of_the_invitation_and_by_his_account() {
        TestPhone bob = lab().phone("bob");
        Invitation invitation = invitation("bob");

        assertThat(board().control().dial(invitation)).isEqualTo(new Dialled.Joined(invitation.id()));

        Call call = bob.awaitIncomingCall(SOON).orElseThrow();
        Member member = board().awaitMember(invitation.id());
        assertThat(member.identity().endpoint()).isEqualTo("bob");
        assertThat(member.name()).isEqualTo("bob");
        assertThat(member.leg().callId()).isEqualTo(call.callId());
        board().awaitRoom(room -> room.member(invitation.id())
                .filter(known -> known.leg().source().equals("127.0.0.1:" + bob.port()))
                .isPresent());
    }

    @Test
    void the_phone_sees_the_room_as_the_caller() {
        TestPhone bob = lab().phone("bob");
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
    void the_phone_hears_at_whose_word_it_is_called() {
        TestPhone bob = lab().phone("bob");

        board().control().dial(invitation("bob").by(ReferredBy.of("sip:al+%2C*~ice@pbx.example")));

        assertThat(bob.awaitRequest("INVITE", SOON).header("Referred-By")).hasValue("<sip:al+%2C*~ice@pbx.example>");
    }

    @Test
    void who_is_called_off_rings_no_more() {
        TestPhone bob = lab().phone("bob");
        bob.answersCallsWith(180);
        Invitation invitation = patient("bob");
        CompletableFuture<Dialled> dialled = dialling(invitation);
        bob.awaitRequest("INVITE", SOON);

        board().control().callOff(invitation);

        bob.awaitRequest("CANCEL", SOON);
        assertThat(dialled.join()).isInstanceOf(Dialled.Failed.class);
    }

    @Test
    void who_has_answered_at_last_is_called_off_as_well() {
        TestPhone bob = lab().phone("bob");
        Invitation invitation = invitation("bob", new Way("", "waiting"));
        CompletableFuture<Dialled> dialled = dialling(invitation);
        Call call = bob.awaitIncomingCall(SOON).orElseThrow();

        board().control().callOff(invitation);

        assertThat(call.awaitEnd(SOON)).isTrue();
        assertThat(dialled.join()).isInstanceOf(Dialled.Failed.class);
    }

    @Test
    void each_phone_of_an_account_rings_until_one_of_them_answers() {
        TestPhone desk = lab().phone("bob");
        TestPhone mobile = lab().phone("bob");
        List.of(desk, mobile).forEach(phone -> phone.answersCallsWith(180));
        awaitPhonesOfBob(2);
        Invitation invitation = patient("bob");
        CompletableFuture<Dialled> dialled = dialling(invitation);
        List.of(desk, mobile).forEach(phone -> phone.awaitRequest("INVITE", SOON));

        mobile.pickUp(SOON);

        desk.awaitRequest("CANCEL", SOON);
        Dialled.Joined joined = (Dialled.Joined) dialled.join();
        assertThat(invitation.isLeg(joined.member())).isTrue();
        Member member = board().awaitMember(joined.member());
        assertThat(member.identity().endpoint()).isEqualTo("bob");
        assertThat(member.leg().callId())
                .isEqualTo(mobile.awaitIncomingCall(SOON).orElseThrow().callId());
        board().awaitRoom(room -> room.members().size() == 1);
    }

    @Test
    void two_phones_that_answer_at_once_are_one_member() {
        TestPhone desk = lab().phone("bob");
        TestPhone mobile = lab().phone("bob");
        awaitPhonesOfBob(2);

        assertThat(board().control().dial(invitation("bob"))).isInstanceOf(Dialled.Joined.class);

        board().awaitRoom(room -> room.members().size() == 1);
        assertThat(Await.answer(
                        SOON,
                        () -> Optional.of(desk.calls().size() + mobile.calls().size())
                                .filter(calls -> calls == 1)))
                .as("one of them is hung up")
                .isPresent();
    }

    @Test
    void all_phones_ring_on_when_one_is_busy_and_busy_is_what_is_told_of_two_that_do_not_come() {
        lab().phone("bob").answersCallsWith(486);
        lab().phone("bob").answersCallsWith(480);
        awaitPhonesOfBob(2);
        assertThat(board().failure(patient("bob"))).isEqualTo(486);

        TestPhone third = lab().phone("bob");
        assertThat(board().control().dial(patient("bob"))).isInstanceOf(Dialled.Joined.class);
        assertThat(third.calls()).hasSize(1);
    }

    @Test
    void who_declines_on_one_phone_does_not_ring_on_the_others() {
        TestPhone desk = lab().phone("bob");
        desk.answersCallsWith(180);
        lab().phone("bob").answersCallsWith(603);
        awaitPhonesOfBob(2);

        assertThat(board().failure(patient("bob"))).isEqualTo(603);

        desk.awaitRequest("CANCEL", SOON);
    }

    @ParameterizedTest
    @CsvSource({"486,486", "603,603", "404,404", "480,480", "488,488", "500,500"})
    void what_the_phone_answers_is_what_is_told(int answered, int told) {
        lab().phone("bob").answersCallsWith(answered);

        assertThat(board().failure("bob")).isEqualTo(told);
    }

    @Test
    void a_phone_that_goes_on_ringing_is_480() {
        lab().phone("bob").answersCallsWith(180);

        assertThat(board().failure("bob")).isEqualTo(480);
    }

    @Test
    void nobody_of_that_name_and_nobody_with_a_phone_is_404() {
        assertThat(board().failure("nobody")).isEqualTo(404);
        assertThat(board().failure("carol")).isEqualTo(404);
    }

    @Test
    void what_is_dialled_may_lead_through_the_dialplan() {
        lab().phone("carol");
        Invitation invitation = invitation("carol", new Way("Local/{user}@phones/n", "phones"));

        assertThat(board().control().dial(invitation))
                .isInstanceOfSatisfying(Dialled.Joined.class, joined -> board().awaitMember(joined.member()));
    }

    @Test
    void a_member_who_is_thrown_out_is_hung_up() {
        TestPhone bob = lab().phone("bob");
        Invitation invitation = invitation("bob");
        board().control().dial(invitation);
        Call call = bob.awaitIncomingCall(SOON).orElseThrow();

        assertThat(board().control().remove(ROOM, invitation.id())).isTrue();

        assertThat(call.awaitEnd(SOON)).isTrue();
        board().awaitRoom(Room::isEmpty);
        assertThat(board().control().remove(ROOM, new MemberId("parley-gone"))).isFalse();
    }
}
