package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Flag;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Texts that the PBX's own relay brought to Parley's leg in the room. */
class OverheardTest {
    private static final ClientProfile PHONE =
            new ClientProfile("phone", Pattern.compile("."), Route.OUT_OF_DIALOG, true, true);

    private final Member alice = Given.alice();
    private final Member bob = Given.bob();
    private final Member dave = new Member(
            new MemberId("4"), new Identity("dave", "dave", true), "Dave", Set.of(Flag.OVERHEARS), Leg.UNKNOWN);
    private final Room room = Given.room(alice, bob, dave);
    private final Rules rules =
            Rules.of(Set.of("text/plain"), 1000, new Rate(9, 9), new Rate(9, 9), Duration.ofMinutes(1));
    private int texts;

    @Test
    void a_proven_one_is_its_writers_and_goes_to_those_whom_the_relay_did_not_reach() {
        Said said = said(Optional.of(alice.id()), Optional.of(alice.id()), false, "hi");
        assertThat(said.sender()).contains(alice);
        assertThat(rules.judge(said)).isInstanceOf(Verdict.Pass.class);
        assertThat(readers(said)).containsExactly("Bob");
    }

    @Test
    void a_text_from_outside_of_a_call_goes_to_everybody() {
        Text text = Given.text("hi");
        Said said = new Said(text, Optional.of(alice), room);
        assertThat(readers(said)).containsExactly("Bob", "Dave");
    }

    @Test
    void one_that_nobody_is_proven_to_have_written_says_so_and_spares_who_may_have_been_it() {
        Said said = said(Optional.empty(), Optional.of(alice.id()), true, "hi");
        assertThat(rules.judge(said)).isInstanceOf(Verdict.Pass.class);
        assertThat(new DisplayNames().of(said.sender().orElseThrow(), List.of(room)))
                .isEqualTo("(unconfirmed) Alice");
        assertThat(readers(said)).containsExactly("Bob");
    }

    @Test
    void one_under_a_name_that_nobody_goes_by_reaches_all() {
        Said said = said(Optional.empty(), Optional.empty(), true, "hi");
        assertThat(readers(said)).containsExactly("Alice", "Bob");
    }

    @Test
    void a_name_of_any_length_does_not_push_the_word_out() {
        var claim = new Claim(
                "",
                "",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Overheard("Alice ".repeat(60), Optional.empty(), true)));
        Member standIn = Hearsay.of(claim).orElseThrow();
        assertThat(new DisplayNames().of(standIn, List.of(room))).startsWith("(unconfirmed) Alice");
    }

    @Test
    void where_such_a_text_may_not_pass_it_is_refused() {
        Said said = said(Optional.empty(), Optional.of(alice.id()), false, "hi");
        assertThat(said.sender()).isEmpty();
        assertThat(rules.judge(said)).isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void nobody_is_proven_by_account_and_address_of_a_text_that_was_only_overheard() {
        Member open = new Member(
                alice.id(), new Identity("alice", "alice", false), "Alice", Set.of(), Given.at("10.0.0.1:5060"));
        var claim = new Claim(
                "alice",
                "",
                "10.0.0.1:5060",
                "udp",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Overheard("Alice", Optional.empty(), false)));
        assertThat(new Proof(OwnCalls.NONE).of(claim, Given.room(open))).isEmpty();
    }

    @Test
    void a_text_that_a_phone_writes_inside_and_outside_of_its_call_at_once_is_one() {
        assertThat(rules.judge(said(Optional.of(alice.id()), Optional.of(alice.id()), false, "hi")))
                .isInstanceOf(Verdict.Pass.class);
        assertThat(rules.judge(new Said(Given.text("o1", "hi", Given.NOON.plusSeconds(1)), Optional.of(alice), room)))
                .isEqualTo(new Verdict.Drop("duplicate"));
        assertThat(rules.judge(new Said(Given.text("o2", "hi", Given.NOON.plusSeconds(1)), Optional.of(alice), room)))
                .isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void the_same_words_twice_by_one_way_are_two_texts() {
        assertThat(rules.judge(said(Optional.of(alice.id()), Optional.of(alice.id()), false, "yes")))
                .isInstanceOf(Verdict.Pass.class);
        assertThat(rules.judge(said(Optional.of(alice.id()), Optional.of(alice.id()), false, "yes")))
                .isInstanceOf(Verdict.Pass.class);
        assertThat(rules.judge(new Said(Given.text("o", "yes", Given.NOON.plusSeconds(5)), Optional.of(alice), room)))
                .isInstanceOf(Verdict.Pass.class);
    }

    private Said said(Optional<MemberId> leg, Optional<MemberId> perhaps, boolean passes, String body) {
        var claim = new Claim(
                "alice",
                "",
                "10.0.0.1:5060",
                "",
                leg,
                Optional.empty(),
                Optional.of(new Overheard("Alice", perhaps, passes)));
        String id = "i" + ++texts;
        return Said.in(
                room,
                new Text(new TextId(id), Given.ROOM, claim, "text/plain", body, 1, id, "1", false, false, Given.NOON),
                new Proof(OwnCalls.NONE));
    }

    private List<String> readers(Said said) {
        var recipients = new Recipients(
                new ClientProfiles(List.of(), PHONE), pbx -> false, OwnCalls.NONE, Duration.ofSeconds(30));
        return recipients.copies(said.text(), said.sender().orElseThrow(), "Alice", List.of(room)).stream()
                .map(copy -> copy.to().name())
                .toList();
    }
}
