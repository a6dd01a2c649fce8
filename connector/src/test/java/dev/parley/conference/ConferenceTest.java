package dev.parley.conference;

import static dev.parley.conference.Given.ALICE;
import static dev.parley.conference.Given.BOB;
import static dev.parley.conference.Given.BRANCH;
import static dev.parley.conference.Given.NOON;
import static dev.parley.conference.Given.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of rooms that are one chat. */
class ConferenceTest {
    private static Attended main(Member... members) {
        return new Attended(Given.room(members), Attendance.NONE, "pbx.example");
    }

    private static Attended branch(String domain, Member... members) {
        return new Attended(Given.room(BRANCH, members), Attendance.NONE, domain);
    }

    private static List<String> users(Attended own, Attended... linked) {
        return Given.info(own, linked).users().stream().map(User::entity).toList();
    }

    @Test
    void the_members_of_all_linked_rooms_are_told_as_one() {
        ConferenceInfo info = Given.info(main(ALICE), branch("branch.example", BOB));
        assertThat(info.users()).extracting(User::displayText).containsExactly("Alice", "Bob");
        assertThat(info.state().userCount()).isEqualTo(2);
        assertThat(info.description().entity()).isEqualTo("sip:3001@pbx.example");
    }

    @Test
    void an_account_of_one_pbx_is_not_its_namesake_on_another() {
        assertThat(users(main(ALICE), branch("branch.example", ALICE)))
                .containsExactly("sip:alice@pbx.example", "sip:alice@branch.example");
    }

    @Test
    void not_even_where_both_pbxs_go_by_one_domain() {
        assertThat(users(main(ALICE), branch("PBX.example", ALICE)))
                .hasSize(2)
                .startsWith("sip:alice@pbx.example")
                .last()
                .asString()
                .matches("sip:alice@[0-9a-f]{16}\\.invalid");
    }

    @Test
    void nor_where_two_linked_pbxs_do() {
        RoomId third = new RoomId("third", "5001");
        Attended more = new Attended(Given.room(third, ALICE), Attendance.NONE, "branch.example");
        assertThat(users(main(ALICE), branch("branch.example", ALICE), more))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void rooms_of_one_pbx_share_its_accounts() {
        RoomId next = new RoomId("main", "3002");
        Attended other = new Attended(Given.room(next, member("9", "alice", "")), Attendance.NONE, "pbx.example");
        assertThat(Given.info(main(ALICE), other).users())
                .singleElement()
                .satisfies(alice -> assertThat(alice.endpoints()).hasSize(2));
    }

    @Test
    void who_has_one_address_of_record_is_one_person_on_every_pbx() {
        Member here = member("1", "carol@everywhere.example", "Carol");
        Member there = member("1", "carol@everywhere.example", "Carol's mobile");
        assertThat(Given.info(main(here), branch("branch.example", there)).users())
                .singleElement()
                .satisfies(carol -> assertThat(carol.endpoints())
                        .extracting(Endpoint::entity)
                        .doesNotHaveDuplicates()
                        .hasSize(2));
    }

    @Test
    void legs_of_one_id_on_two_pbxs_leave_one_by_one() {
        Life life = new Life().happens(Given.joined(ALICE), Given.joined(BRANCH, member("1", "bob", "Bob")));
        Sequence told = Sequence.begin().full(life.info()).delivered();
        life.happens(Given.left(BRANCH, member("1", "bob", "Bob")));
        Document farewell = told.next(life.info()).orElseThrow().document();
        assertThat(farewell.users()).singleElement().satisfies(bob -> {
            assertThat(bob.displayText()).isEqualTo("Bob");
            assertThat(bob.endpoints()).noneMatch(Endpoint::isHere);
        });
    }

    @Test
    void a_chat_is_over_when_all_its_rooms_are() {
        Attended over = new Attended(Room.empty(Given.ROOM), Attendance.NONE, "pbx.example");
        Room ended = Given.room(BRANCH, BOB).apply(new RoomEvent.Ended(BRANCH));
        assertThat(new Conference(over, List.of(branch("branch.example", BOB))).isOver())
                .isFalse();
        assertThat(new Conference(over, List.of(new Attended(ended, Attendance.NONE, "branch.example"))).isOver())
                .isTrue();
    }

    @Test
    void the_lock_is_that_of_the_room_subscribed_to() {
        Room locked = Room.empty(BRANCH).apply(new RoomEvent.Snapshot(BRANCH, List.of(BOB), true, NOON));
        assertThat(Given.info(main(ALICE), new Attended(locked, Attendance.NONE, "branch.example"))
                        .state()
                        .locked())
                .contains(false);
    }
}
