package dev.parley.interop.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Room;
import org.junit.jupiter.api.Test;

/** Whoever ends a call ends it on both sides. */
class HangUpTest extends OnEachFocus {
    @Test
    void the_phone_hangs_up() {
        TestPhone alice = chat().phone("alice");
        Call call = chat().call(alice);

        call.hangUp();

        chat().awaitRoom(Room::isEmpty);
        chat().awaitNoCalls();
    }

    @Test
    void the_pbx_hangs_up() {
        TestPhone alice = chat().phone("alice");
        Call call = chat().call(alice);

        try (RawAmi lab = chat().asterisk().lab()) {
            lab.ask("Hangup", "Channel: " + FocusChat.onlyMember(lab));
        }

        assertThat(call.awaitEnd(FocusChat.SOON)).isTrue();
        chat().awaitRoom(Room::isEmpty);
        chat().awaitNoCalls();
    }

    @Test
    void a_kick_from_the_room_ends_the_call_of_one_and_not_of_the_others() {
        TestPhone alice = chat().phone("alice");
        Call call = chat().call(alice);
        TestPhone bob = chat().phone("bob");
        try (RawAmi lab = chat().asterisk().lab()) {
            String kicked = FocusChat.onlyMember(lab);
            Call ofBob = chat().call(bob);
            lab.ask("ConfbridgeKick", "Conference: " + FocusChat.ROOM, "Channel: " + kicked);

            assertThat(call.awaitEnd(FocusChat.SOON)).isTrue();
            chat().awaitRoom(room -> room.members().size() == 1);
            chat().awaitCalls(1);
            assertThat(ofBob.isEnded()).isFalse();
        }
    }

    @Test
    void somebody_who_calls_twice_is_there_twice_and_each_call_ends_alone() {
        TestPhone alice = chat().phone("alice");
        Call first = chat().call(alice);
        Call second = chat().call(alice);
        assertThat(chat().parley().focusCalls()).isEqualTo(2);

        first.hangUp();

        chat().awaitRoom(room -> room.members().size() == 1);
        assertThat(second.isEnded()).isFalse();
    }
}
