package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DisplayNamesTest {
    private static String shown(String name) {
        var alice = Given.member("1", "alice", name);
        return new DisplayNames().of(alice, List.of(Given.room(alice)));
    }

    private static String shown(Member member, Member other) {
        return new DisplayNames().of(member, List.of(Given.room(member, other)));
    }

    private static Member withoutAccount(String id, String name) {
        return new Member(new MemberId(id), Identity.UNKNOWN, name, Set.of(), Leg.UNKNOWN);
    }

    @Test
    void a_member_is_called_as_the_pbx_calls_the_caller() {
        assertThat(shown("Alice Müller 🎸")).isEqualTo("Alice Müller 🎸");
    }

    @Test
    void a_member_without_a_name_goes_by_the_account() {
        assertThat(shown("")).isEqualTo("alice");
        assertThat(shown("<unknown>")).isEqualTo("alice");
        assertThat(shown(" \u200b\u202e\n")).isEqualTo("alice");
        assertThat(shown("\u3164")).isEqualTo("alice");
    }

    @Test
    void a_member_with_neither_is_someone() {
        var nobody = withoutAccount("9", "");
        assertThat(new DisplayNames().of(nobody, List.of(Given.room(nobody)))).isEqualTo("Someone");
    }

    @Test
    void what_cannot_be_seen_or_breaks_a_line_is_not_in_a_name() {
        assertThat(shown("  Al\u200bi\u202ece\r\n\tMüller\u0000 ")).isEqualTo("Alice Müller");
    }

    @Test
    void no_name_contains_what_reads_as_the_colon_after_a_name() {
        assertThat(shown("Alice:")).isEqualTo("Alice");
        assertThat(shown("Bob: yes")).isEqualTo("Bob yes");
        assertThat(shown("Bob： yes")).isEqualTo("Bob yes");
    }

    @Test
    void a_name_is_cut_at_forty_characters_as_a_reader_counts_them() {
        assertThat(Graphemes.of(shown("e\u0301".repeat(60)))).hasSize(40);
        assertThat(Graphemes.bytes(shown("a" + "\u0301".repeat(5000)))).isLessThanOrEqualTo(240);
    }

    @Test
    void two_accounts_of_one_name_are_told_apart() {
        var alice = Given.member("1", "alice", "Alice");
        var mallory = Given.member("2", "mallory", "Alice");
        assertThat(shown(alice, mallory)).isEqualTo("Alice (alice)");
        assertThat(shown(mallory, alice)).isEqualTo("Alice (mallory)");
    }

    @Test
    void names_that_only_look_the_same_are_told_apart_too() {
        var alice = Given.member("1", "alice", "Alice");
        for (String alike : new String[] {"ALICE", "Ａｌｉｃｅ", "A lice", "𝐀lice", "Alice\ufe0f"}) {
            assertThat(shown(Given.member("2", "mallory", alike), alice)).endsWith(" (mallory)");
        }
    }

    @Test
    void a_name_cannot_pretend_to_be_somebody_elses_account() {
        var alice = Given.member("1", "alice", "Alice");
        assertThat(shown(Given.member("2", "mallory", "Alice (alice)"), alice)).isEqualTo("Alice (alice) (mallory)");
        assertThat(shown(Given.member("2", "mallory", "alice"), Given.member("1", "alice", "Dr. Liddell")))
                .isEqualTo("alice (mallory)");
    }

    @Test
    void two_legs_of_one_account_are_one_person() {
        assertThat(shown(Given.member("1", "alice", "Alice"), Given.member("2", "alice", "Alice")))
                .isEqualTo("Alice");
    }

    @Test
    void a_namesake_without_an_account_is_told_apart() {
        assertThat(shown(withoutAccount("9", "Alice"), Given.member("1", "alice", "Alice")))
                .isEqualTo("Alice (no account)");
    }

    @Property
    void any_name_reads_as_one_short_name(@ForAll String name) {
        assertThat(shown(name)).isNotBlank().doesNotContain(":", "\n", "\r").doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        assertThat(Graphemes.of(shown(name))).hasSizeLessThanOrEqualTo(40);
    }

    @Property
    void no_two_accounts_in_a_room_ever_show_under_the_same_name(@ForAll String name, @ForAll String other) {
        var alice = Given.member("1", "alice", name);
        var bob = Given.member("2", "bob", other);
        assertThat(shown(alice, bob)).isNotEqualToIgnoringCase(shown(bob, alice));
    }
}
