package dev.parley.interop.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.Await;
import dev.parley.interop.phone.Call;
import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What Parley believes of a room is what FreeSWITCH has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MirrorTest {
    private Optional<FreeSwitchServer> server = Optional.empty();
    private Optional<FreeSwitchChat> running = Optional.empty();

    @BeforeAll
    void start() {
        server = Optional.of(FreeSwitchChat.startServer());
        running = server.map(FreeSwitchChat::on);
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

    private String api(String command) {
        return chat().server().api(command);
    }

    @Test
    void who_comes_is_known_with_account_and_leg_and_who_goes_is_gone() {
        TestPhone alice = chat().phone("alice");
        Call ofAlice = chat().call(alice, "3001");
        Call ofBob = chat().call(chat().phone("bob"), "3001");

        Member member = chat().memberNamed("alice");
        assertThat(member.identity()).isEqualTo(new Identity("alice", "alice@127.0.0.1", false));
        assertThat(member.leg())
                .isEqualTo(new Leg(
                        ofAlice.callId(),
                        "TestPhone/alice",
                        Set.of("INVITE", "ACK", "BYE", "CANCEL", "MESSAGE", "OPTIONS", "NOTIFY", "REFER"),
                        "127.0.0.1:" + alice.port()));
        assertThat(chat().room().meeting()).isPresent();

        ofAlice.hangUp();
        chat().awaitRoom(room -> room.members().stream().noneMatch(known -> isOf(known, "alice")));
        assertThat(chat().memberNamed("bob").leg().callId()).isEqualTo(ofBob.callId());
    }

    @Test
    void mute_comes_and_goes() {
        chat().member("alice");
        chat().member("bob");
        String bob = conferenceId("bob");
        api("conference 3001 mute " + bob);
        awaitFlag("bob", Flag.MUTED, true);
        api("conference 3001 unmute " + bob);
        awaitFlag("bob", Flag.MUTED, false);
        assertThat(chat().memberNamed("alice").flags()).isEmpty();
    }

    @Test
    void a_phone_s_own_hold_is_seen() {
        chat().member("alice");
        Call call = chat().call(chat().phone("bob"), "3001");
        call.hold();
        awaitFlag("bob", Flag.HELD, true);
        call.unhold();
        awaitFlag("bob", Flag.HELD, false);
    }

    @Test
    void a_lock_is_seen() {
        chat().member("alice");
        api("conference 3001 lock");
        chat().awaitRoom(Room::locked);
        api("conference 3001 unlock");
        chat().awaitRoom(room -> !room.locked());
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
    void who_is_moved_to_another_room_is_there_and_no_longer_here() {
        chat().member("alice");
        chat().member("bob");
        api("conference 3001 transfer 3002 " + conferenceId("bob"));
        chat().awaitRoom(room -> room.members().size() == 1);
        var elsewhere = new RoomId("main", "3002");
        assertThat(Await.answer(
                        FreeSwitchChat.SOON,
                        () -> Optional.of(chat().parley().rooms().get(elsewhere))
                                .filter(room -> room.members().size() == 1)))
                .isPresent();
        api("conference 3002 kick all");
    }

    @Test
    void who_is_kicked_is_gone() {
        chat().member("alice");
        chat().member("bob");
        api("conference 3001 kick last");
        chat().awaitRoom(room -> room.members().size() == 1);
    }

    private String conferenceId(String user) {
        return api("conference 3001 list")
                .lines()
                .filter(line -> line.contains("/" + user + "@"))
                .map(line -> line.split(";")[0])
                .findFirst()
                .orElseThrow();
    }

    private void awaitFlag(String endpoint, Flag flag, boolean on) {
        chat().awaitRoom(room ->
                room.members().stream().anyMatch(member -> isOf(member, endpoint) && member.is(flag) == on));
    }

    private static boolean isOf(Member member, String endpoint) {
        return member.identity().endpoint().equals(endpoint);
    }
}
