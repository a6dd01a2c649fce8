package dev.parley.interop.control;

import static dev.parley.interop.control.Switchboard.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.SipMessage;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Room;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A phone with a call to the room through Parley, and another one at a real Asterisk, presses its key for attended transfers. */
class AttendedTransferTest extends Referring {
    private Call inRoom(String user) {
        Call call = lab().phone(throughParley(user)).call("3001");
        awaitRoom(room -> isIn(room, user));
        return call;
    }

    private static boolean isIn(Room room, String user) {
        return room.members().stream()
                .anyMatch(member -> member.identity().endpoint().equals(user));
    }

    /** A call of Alice's with Bob at the PBX itself. */
    private Call consultation(TestPhone bob) {
        Call call = lab().phone("alice").call("bob");
        assertThat(bob.awaitIncomingCall(SOON)).isPresent();
        return call;
    }

    private static String replacing(String who, String callId, String toTag, String fromTag) {
        return "<sip:" + who + "@conf.pbx.example?Replaces="
                + URLEncoder.encode(callId + ";to-tag=" + toTag + ";from-tag=" + fromTag, StandardCharsets.UTF_8)
                + ">";
    }

    private static String replacing(String who, Call call) {
        return replacing(who, call.callId(), call.remoteTag(), call.localTag());
    }

    private static void awaitTold(Call call, String status) {
        assertThat(call.notified().await(told -> told.text().startsWith("SIP/2.0 " + status), SOON))
                .isPresent();
    }

    @Test
    void whom_it_has_called_comes_into_the_room() {
        Call room = inRoom("alice");
        TestPhone bob = lab().phone("bob");
        Call consultation = consultation(bob);

        assertThat(room.refer(replacing("bob", consultation)).status()).isEqualTo(200);

        awaitTold(room, "200 ");
        awaitRoom(now -> isIn(now, "alice") && isIn(now, "bob"));
        assertThat(consultation.awaitEnd(SOON)).isTrue();
        assertThat(bob.calls()).hasSize(1);
    }

    @Test
    void who_has_called_it_comes_into_the_room_by_his_number() {
        Call room = inRoom("alice");
        TestPhone desk = lab().phone("alice");
        TestPhone carol = lab().phone("carol");
        carol.call("alice");
        Call consultation = desk.awaitIncomingCall(SOON).orElseThrow();

        assertThat(room.refer(replacing("carol", consultation)).status()).isEqualTo(200);

        awaitTold(room, "200 ");
        awaitRoom(now -> isIn(now, "carol"));
        assertThat(carol.calls()).hasSize(1);
    }

    @Test
    void nobody_is_brought_who_is_not_at_the_other_end_of_the_account_s_own_call() {
        Call room = inRoom("alice");
        Call dave = inRoom("dave");
        TestPhone bob = lab().phone("bob");
        Call consultation = consultation(bob);

        dave.refer(replacing("bob", consultation));
        awaitTold(dave, "481 ");
        room.refer(replacing("carol", consultation));
        awaitTold(room, "481 ");
        room.refer(replacing("bob", consultation.callId(), "guessed", consultation.localTag()));
        assertThat(room.notified().awaitAll(AttendedTransferTest::twoFailures, SOON))
                .isPresent();

        assertThat(isIn(parley().rooms().get(ROOM), "bob")).isFalse();
        assertThat(consultation.isEnded()).isFalse();
    }

    private static Optional<Boolean> twoFailures(List<SipMessage> told) {
        return told.stream()
                                .filter(each -> each.text().startsWith("SIP/2.0 481 "))
                                .count()
                        == 2
                ? Optional.of(true)
                : Optional.empty();
    }

    @Test
    void nobody_is_taken_out_of_another_room() {
        Call room = inRoom("alice");
        lab().phone("bob").call("4999");
        Call other = lab().phone("alice").call("4999");

        try (RawAmi ami = lab().server().lab()) {
            Lab.awaitMembers(ami, "4999", 2);
        }

        room.refer(replacing("bob", other));

        awaitTold(room, "481 ");
        assertThat(other.isEnded()).isFalse();
    }
}
