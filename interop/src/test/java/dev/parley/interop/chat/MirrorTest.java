package dev.parley.interop.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.ami.RawAmi;
import dev.parley.interop.asterisk.Lab;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.Room;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What Parley believes of a room is what Asterisk has. */
class MirrorTest extends OnEachChat {
    @Test
    void who_comes_is_known_with_account_and_leg_and_who_goes_is_gone() {
        TestPhone erin = chat().phone(chat().options("erin").withPassword("erinsecret"));
        Call ofErin = chat().call(erin, "3001");
        Call ofAlice = chat().call(chat().phone("alice"), "3001");

        Member member = chat().memberNamed("erin");
        assertThat(member.identity()).isEqualTo(new Identity("erin", "erin", true));
        assertThat(chat().memberNamed("alice").identity()).isEqualTo(new Identity("alice", "alice", false));
        assertThat(member.name()).isEqualTo("Erin E");
        assertThat(member.flags()).isEmpty();
        assertThat(member.leg())
                .isEqualTo(new Leg(
                        ofErin.callId(),
                        "TestPhone/erin",
                        Set.of("INVITE", "ACK", "BYE", "CANCEL", "MESSAGE", "OPTIONS", "NOTIFY", "REFER"),
                        "127.0.0.1:" + erin.port()));

        ofErin.hangUp();
        chat().awaitRoom(room -> room.members().stream().noneMatch(is("erin")));
        assertThat(chat().memberNamed("alice").leg().callId()).isEqualTo(ofAlice.callId());
    }

    @Test
    void the_chair_is_seen_as_admin_and_marked() {
        chat().call(chat().phone("alice"), "3301");
        chat().member("bob");
        chat().awaitRoom(room ->
                room.members().stream().anyMatch(member -> member.is(Flag.ADMIN) && member.is(Flag.MARKED)));
        assertThat(chat().memberNamed("alice").flags()).containsOnly(Flag.ADMIN, Flag.MARKED);
        assertThat(chat().memberNamed("bob").flags()).isEmpty();
    }

    @Test
    void mute_and_hold_come_and_go() {
        chat().member("alice");
        TestPhone bob = chat().phone("bob");
        Call call = chat().call(bob, "3001");
        try (RawAmi ami = chat().asterisk().lab()) {
            String channel = channel(ami, "bob");
            ami.ask("ConfbridgeMute", "Conference: 3001", "Channel: " + channel);
            awaitFlag("bob", Flag.MUTED, true);
            ami.ask("ConfbridgeUnmute", "Conference: 3001", "Channel: " + channel);
            awaitFlag("bob", Flag.MUTED, false);
        }
        call.hold();
        awaitFlag("bob", Flag.HELD, true);
        call.unhold();
        awaitFlag("bob", Flag.HELD, false);
        assertThat(chat().memberNamed("alice").flags()).isEmpty();
    }

    @Test
    void all_participants_muted_at_once_are_seen_so() {
        chat().call(chat().phone("alice"), "3301");
        chat().members("bob", "carol");
        try (RawAmi ami = chat().asterisk().lab()) {
            ami.ask("ConfbridgeMute", "Conference: 3001", "Channel: participants");
            awaitFlag("bob", Flag.MUTED, true);
            awaitFlag("carol", Flag.MUTED, true);
            assertThat(chat().memberNamed("alice").is(Flag.MUTED)).isFalse();
        }
    }

    /** Asterisk has no event for it. */
    @Test
    void a_lock_is_found_by_looking_now_and_then() {
        chat().member("alice");
        try (RawAmi ami = chat().asterisk().lab()) {
            ami.ask("ConfbridgeLock", "Conference: 3001");
            chat().awaitRoom(Room::locked);
            ami.ask("ConfbridgeUnlock", "Conference: 3001");
            chat().awaitRoom(room -> !room.locked());
        }
    }

    @Test
    void an_attended_transfer_swaps_the_member_and_its_leg() {
        TestPhone carol = chat().phone("carol");
        TestPhone alice = chat().phone("alice");
        TestPhone bob = chat().member("bob");
        Call consultation = alice.call("carol");
        Call ofAlice = chat().call(alice, "3001");

        assertThat(consultation.transferTo(ofAlice).status()).isEqualTo(202);

        Call ofCarol = carol.awaitIncomingCall(Chat.SOON).orElseThrow();
        chat().awaitRoom(room -> room.members().stream().noneMatch(is("alice"))
                && room.members().stream()
                        .anyMatch(
                                is("carol").and(member -> member.leg().callId().equals(ofCarol.callId()))));
        assertThat(chat().memberNamed("carol").leg().source()).isEqualTo("127.0.0.1:" + carol.port());
        // The swap is several events and two lists long; in between she was once refused, on one busy processor
        // (22.10).
        assertThat(Await.answer(Chat.SOON, () -> {
                    carol.sendMessage("3001", "here I am");
                    return bob.awaitText(text -> text.body().endsWith(": here I am"), Duration.ofSeconds(1));
                }))
                .isPresent();
        carol.goodbye();
    }

    @Test
    void a_room_that_ended_starts_anew() {
        TestPhone alice = chat().phone("alice");
        Call first = chat().call(alice, "3001");
        String before = chat().room().meeting().orElseThrow().id();
        first.hangUp();
        chat().awaitRoom(room -> room.isEmpty() && room.meeting().isEmpty());
        chat().call(alice, "3001");
        assertThat(chat().room().meeting().orElseThrow().id()).isNotEqualTo(before);
    }

    @Test
    void a_conference_that_is_none_of_parleys_rooms_is_not_looked_at() {
        chat().phone("dave");
        try (RawAmi ami = chat().asterisk().lab()) {
            ami.ask("Originate", "Channel: PJSIP/dave", "Application: ConfBridge", "Data: 9001", "Async: true");
            Lab.awaitMembers(ami, "9001", 1);
        }
        chat().member("alice"); // comes after dave on the same connection
        assertThat(chat().parley().rooms().all())
                .extracting(room -> room.id().name())
                .containsExactly("3001");
    }

    private void awaitFlag(String endpoint, Flag flag, boolean on) {
        chat().awaitRoom(room -> room.members().stream().anyMatch(is(endpoint).and(member -> member.is(flag) == on)));
    }

    private static Predicate<Member> is(String endpoint) {
        return member -> member.identity().endpoint().equals(endpoint);
    }

    private static String channel(RawAmi ami, String user) {
        return List.copyOf(ami.list("ConfbridgeList", "Conference: 3001")).stream()
                .flatMap(frame -> frame.header("Channel").stream())
                .filter(name -> name.startsWith("PJSIP/" + user + "-"))
                .findFirst()
                .orElseThrow();
    }
}
