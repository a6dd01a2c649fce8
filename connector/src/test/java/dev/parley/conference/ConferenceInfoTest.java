package dev.parley.conference;

import static dev.parley.conference.Given.ALICE;
import static dev.parley.conference.Given.BOB;
import static dev.parley.conference.Given.NOON;
import static dev.parley.conference.Given.STRANGER;
import static dev.parley.conference.Given.info;
import static dev.parley.conference.Given.joined;
import static dev.parley.conference.Given.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.reader.Dom;
import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.RoomEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What a document says about a room. */
class ConferenceInfoTest {
    private static Element written(ConferenceInfo info) {
        return Dom.valid(Sequence.begin().full(info).document().bytes());
    }

    private static Element written(Member... members) {
        return written(info(members));
    }

    /** RFC 4575 §5.2: entity is the URI that one subscribes to; a full document has description and users. */
    @Test
    void a_first_document_is_full_and_describes_the_room() {
        Element root = written(info(ALICE).with(List.of()));
        assertThat(root.getAttribute("entity")).isEqualTo("sip:3001@pbx.example");
        assertThat(root.getAttribute("state")).isEqualTo("full");
        assertThat(root.getAttribute("version")).isEqualTo("1");
        assertThat(Dom.text(root, "conference-description/display-text")).isEqualTo("Stand-up");
        assertThat(Dom.text(root, "conference-description/conf-uris/entry/uri")).isEqualTo("sip:3001@pbx.example");
        assertThat(Dom.text(root, "conference-description/conf-uris/entry/purpose"))
                .isEqualTo("participation");
        assertThat(Dom.texts(root, "conference-description/available-media/entry/type"))
                .containsExactly("audio", "message");
        assertThat(Dom.all(root, "users")).map(Dom::state).containsExactly("full");
    }

    /** Linphone's title is the subject. */
    @Test
    void a_room_without_a_subject_has_its_name_for_one() {
        assertThat(Dom.text(written(ALICE), "conference-description/subject")).isEqualTo("Stand-up");
        ConferenceInfo info = ConferenceInfo.of(
                new Conference(new Attended(Given.room(ALICE), Attendance.NONE, Given.DOMAIN), List.of()),
                Description.of("sip:3001@pbx.example", "").about("Budget").forAtMost(40));
        Element root = written(info);
        assertThat(Dom.text(root, "conference-description/subject")).isEqualTo("Budget");
        assertThat(Dom.text(root, "conference-description/display-text")).isEqualTo("sip:3001@pbx.example");
        assertThat(Dom.text(root, "conference-description/maximum-user-count")).isEqualTo("40");
    }

    /** RFC 4575 §5.5. */
    @Test
    void the_state_of_the_room_is_told_whole() {
        var locked = Given.room(ALICE).apply(new RoomEvent.Snapshot(Given.ROOM, List.of(ALICE), true, NOON));
        Element root = written(info(locked, Attendance.NONE));
        assertThat(Dom.text(root, "conference-state/user-count")).isEqualTo("1");
        assertThat(Dom.text(root, "conference-state/active")).isEqualTo("true");
        assertThat(Dom.text(root, "conference-state/locked")).isEqualTo("true");
    }

    @Test
    void an_empty_room_is_told_with_nobody_in_it() {
        Element root = written();
        assertThat(Dom.text(root, "conference-state/user-count")).isEqualTo("0");
        assertThat(Dom.all(root, "users")).hasSize(1);
        assertThat(Dom.all(root, "users/user")).isEmpty();
    }

    @Test
    void an_admin_is_a_moderator_and_everybody_else_a_participant() {
        assertThat(Dom.texts(written(ALICE, BOB), "users/user/roles/entry"))
                .containsExactly("moderator", "participant");
    }

    @Test
    void several_legs_of_one_account_are_one_user_with_several_endpoints() {
        Element root = written(ALICE, BOB, member("4", "alice", "Alice mobile", Flag.MUTED));
        assertThat(Dom.texts(root, "users/user/display-text")).containsExactly("Alice", "Bob");
        Element alice = Dom.all(root, "users/user").getFirst();
        assertThat(Dom.texts(alice, "endpoint/media/status")).containsExactly("sendrecv", "recvonly");
        assertThat(Dom.text(root, "conference-state/user-count")).isEqualTo("2");
    }

    @Test
    void legs_of_no_account_are_people_of_their_own_even_with_one_name() {
        Element root = written(member("5", "", "+4930123"), member("6", "", "+4930123"), STRANGER);
        assertThat(Dom.texts(root, "users/user/display-text")).containsExactly("+4930123", "+4930123", "Anonymous");
    }

    /** RFC 4575 §5.7.3, §5.8.5. Mute is told by the medium alone: Jitsi Desktop throws on muted-via-focus. */
    @Test
    void a_muted_member_is_connected_and_only_hears() {
        Element root = written(member("1", "alice", "Alice", Flag.MUTED));
        assertThat(Dom.text(root, "users/user/endpoint/status")).isEqualTo("connected");
        assertThat(Dom.text(root, "users/user/endpoint/media/status")).isEqualTo("recvonly");
    }

    @Test
    void who_holds_or_waits_for_the_moderator_is_on_hold_and_neither_hears_nor_is_heard() {
        Element root =
                written(member("1", "alice", "Alice", Flag.HELD), member("2", "bob", "Bob", Flag.WAITING, Flag.MUTED));
        assertThat(Dom.texts(root, "users/user/endpoint/status")).containsExactly("on-hold", "on-hold");
        assertThat(Dom.texts(root, "users/user/endpoint/media/status")).containsExactly("inactive", "inactive");
    }

    @Test
    void talking_is_not_told() {
        assertThat(info(member("1", "alice", "Alice", Flag.TALKING)).users())
                .isEqualTo(info(member("1", "alice", "Alice")).users());
    }

    @Test
    void a_phone_that_takes_texts_in_the_call_has_a_medium_for_them() {
        Leg leg = new Leg("call-1", "Phone/1.0", Set.of("INVITE", "MESSAGE"), "10.0.0.1:5060");
        Element root = written(ALICE.described(Identity.UNKNOWN, leg));
        assertThat(Dom.texts(root, "users/user/endpoint/media/type")).containsExactly("audio", "message");
        assertThat(Dom.texts(root, "users/user/endpoint/media/label")).containsExactly("a1", "m1");
    }

    /** RFC 4575 §5.7.2, §5.7.4, §5.7.5. */
    @Test
    void joining_is_told_with_its_own_time_and_who_had_it_called() {
        Life life = new Life().happens(joined(ALICE), joined(BOB));
        life.attendance(
                life.attendance().calledIn(BOB.id(), new Referred("sip:a&b@pbx.example", Given.NOON.minusSeconds(9))));
        Element root = written(life.info());
        assertThat(Dom.texts(root, "users/user/endpoint/referred/by")).containsExactly("sip:a&b@pbx.example");
        assertThat(Dom.texts(root, "users/user/endpoint/referred/when")).containsExactly("2026-11-24T11:59:51Z");
        assertThat(Dom.texts(root, "users/user/endpoint/joining-info/when"))
                .containsExactly("2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z");
        assertThat(Dom.texts(root, "users/user/endpoint/joining-method")).containsExactly("dialed-out");
    }

    @Test
    void a_joining_that_nobody_saw_is_not_told() {
        assertThat(Dom.all(written(ALICE), "users/user/endpoint/joining-info")).isEmpty();
    }

    /** RFC 4575 §4.5: keys are compared byte for byte. */
    @Test
    void keys_stay_the_same_through_every_change() {
        Life life = new Life().happens(joined(ALICE), joined(STRANGER));
        Element before = written(life.info());
        life.happens(new RoomEvent.Changed(Given.ROOM, STRANGER.id(), Flag.MUTED, true));
        Element after = written(life.info());
        for (String path : List.of("users/user", "users/user/endpoint")) {
            assertThat(Dom.all(after, path).stream().map(e -> e.getAttribute("entity")))
                    .containsExactlyElementsOf(Dom.all(before, path).stream()
                            .map(e -> e.getAttribute("entity"))
                            .toList());
        }
    }

    /** RFC 4575 §5.7.9, §8: a Call-ID lets others forge requests, an address tells where somebody is. */
    @Test
    void call_ids_addresses_and_the_pbxs_own_ids_are_in_no_document() {
        Leg leg = new Leg("secret-call", "Phone/1.0", Set.of("MESSAGE"), "10.9.8.7:5060");
        Member member = member("1795428964.77", "alice", "Alice").described(Identity.UNKNOWN, leg);
        var xml = new String(Sequence.begin().full(info(member)).document().bytes(), StandardCharsets.UTF_8);
        assertThat(xml).doesNotContain("secret-call", "10.9.8.7", "1795428964.77");
    }

    @Property
    void no_name_account_or_device_breaks_a_document(
            @ForAll String name, @ForAll String account, @ForAll String aor, @ForAll String device) {
        Member hostile = new Member(
                ALICE.id(),
                new Identity(account, aor, false),
                "x]]>\ud800\u0001" + name,
                Set.of(),
                new Leg("call", "</device>" + device, Set.of(), ""));
        Element root = written(hostile, BOB);
        assertThat(Dom.texts(root, "users/user/display-text"))
                .hasSize(2)
                .contains(DisplayText.of("x]]>" + name), "Bob");
        assertThat(Dom.texts(root, "users/user/endpoint/display-text"))
                .containsExactly(DisplayText.of("</device>" + device));
    }
}
