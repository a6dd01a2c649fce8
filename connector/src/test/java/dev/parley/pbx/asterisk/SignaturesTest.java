package dev.parley.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pbx.Writer;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final String MARK_OF_ALICE = "111111111222222222";
    private static final String MARK_OF_BOB = "333333333444444444";

    private final Signatures signatures = new Signatures();
    /** Her phone writes no name, his does. */
    private final Member alice = member("1", "Alice A");

    private final Member bob = member("2", "Bob B");
    private final List<Member> room = List.of(alice, bob);

    SignaturesTest() {
        seen("1", "Alice A", MARK_OF_ALICE, "<sip:alice@pbx>;tag=1");
        seen("2", "Bob B", MARK_OF_BOB, "\"Bobby \\\"B\\\"\" <sip:bob@pbx>;tag=2");
    }

    @Test
    void a_name_with_a_legs_mark_proves_that_leg() {
        assertThat(signatures.writer("Alice A ~" + MARK_OF_ALICE, room)).isEqualTo(proven(alice));
        assertThat(signatures.writer("~" + MARK_OF_BOB, room)).isEqualTo(proven(bob));
    }

    @Test
    void somebody_elses_name_proves_nothing_and_is_not_even_hers_whose_phone_writes_none() {
        assertThat(signatures.writer("Alice A", room)).isEqualTo(new Writer.Unknown("Alice A"));
    }

    @Test
    void the_name_that_his_phone_writes_is_probably_his() {
        assertThat(signatures.writer("Bobby  \"B\"", room)).isEqualTo(new Writer.Named(bob.id(), "Bobby \"B\""));
    }

    @Test
    void the_pbxs_name_is_not_what_his_phone_writes() {
        assertThat(signatures.writer("Bob B", room)).isEqualTo(new Writer.Unknown("Bob B"));
    }

    @Test
    void a_wrong_mark_proves_nothing_and_is_not_shown() {
        assertThat(signatures.writer("Alice A ~111111111222222223", room)).isEqualTo(new Writer.Unknown("Alice A"));
        assertThat(signatures.writer("Bobby \"B\" ~" + MARK_OF_ALICE.substring(1), room))
                .isInstanceOf(Writer.Unknown.class);
    }

    @Test
    void the_mark_of_somebody_who_has_left_proves_nothing() {
        assertThat(signatures.writer("Alice A ~" + MARK_OF_ALICE, List.of(bob))).isInstanceOf(Writer.Unknown.class);
    }

    @Test
    void a_name_that_two_go_by_is_nobodys() {
        seen("3", "Carol", "", "\"Bobby \\\"B\\\"\" <sip:carol@pbx>;tag=3");
        assertThat(signatures.writer("Bobby \"B\"", List.of(alice, bob, member("3", "Carol"))))
                .isEqualTo(new Writer.Unknown("Bobby \"B\""));
    }

    @Test
    void no_name_is_nobodys() {
        assertThat(signatures.writer("", room)).isEqualTo(new Writer.Unknown(""));
    }

    @Test
    void who_came_before_the_scribe_goes_by_the_pbxs_name_and_overhears() {
        Member dave = member("4", "Dave D");
        seen("4", "Dave D", "", "");
        assertThat(signatures.writer("Dave D", List.of(alice, dave))).isEqualTo(new Writer.Named(dave.id(), "Dave D"));
        assertThat(signatures.overhears(dave.id())).isTrue();
        assertThat(signatures.overhears(alice.id())).isFalse();
    }

    @Test
    void a_channel_that_may_have_been_swapped_in_keeps_what_it_was_first_seen_with() {
        signatures.seen(channel("5", "Eve", MARK_OF_ALICE, ""), true);
        seen("5", "Eve", MARK_OF_ALICE, "");
        assertThat(signatures.writer("Eve ~" + MARK_OF_ALICE, List.of(member("5", "Eve"))))
                .isInstanceOf(Writer.Named.class);
        assertThat(signatures.overhears(new MemberId("5"))).isFalse();
    }

    private void seen(String id, String name, String mark, String from) {
        signatures.seen(channel(id, name, mark, from), false);
    }

    private static Channel channel(String id, String name, String mark, String from) {
        String says = Base64.getEncoder().encodeToString(from.getBytes(StandardCharsets.UTF_8));
        return new Channel(
                "PJSIP/x-" + id, id, name + " ~" + mark, "100", Map.of("PARLEY_MARK", mark, "PARLEY_SAYS64", says));
    }

    private static Member member(String id, String name) {
        return new Member(new MemberId(id), Identity.UNKNOWN, name, Set.of(), Leg.UNKNOWN);
    }

    private static Writer proven(Member member) {
        return new Writer.Proven(member.id(), member.name());
    }
}
