package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Identity;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final Member ALICE = leg("1", "alice", false, "10.0.0.1:5060");
    private static final Member BOB = leg("2", "bob", false, "10.0.0.1:5060");
    private static final Member CAROL = leg("3", "carol", true, "10.0.0.3:5060");
    private static final Member CAROLS_TABLET = leg("4", "carol", true, "10.0.0.4:5060");
    private static final Room ROOM = Given.room(ALICE, BOB, CAROL, CAROLS_TABLET);

    private static final Proof PROOF = new Proof(OwnCalls.NONE);

    private static Member leg(String id, String endpoint, boolean authenticated, String source) {
        var identity = new Identity(endpoint, endpoint + "-aor", authenticated);
        return new Member(new MemberId(id), identity, "", Set.of(), Given.at(source));
    }

    @Test
    void without_a_digest_the_address_of_the_live_leg_proves_the_account() {
        assertThat(PROOF.of(Given.claim("alice", "", "10.0.0.1:5060"), ROOM)).contains(ALICE);
    }

    @Test
    void whose_call_goes_through_parley_is_proven_by_the_address_of_his_phone() {
        Proof proof = new Proof(member ->
                Optional.of("10.0.0.7:5060").filter(phone -> member.id().equals(ALICE.id())));
        assertThat(proof.of(Given.claim("alice", "", "10.0.0.7:5060"), ROOM)).contains(ALICE);
        assertThat(proof.of(Given.claim("alice", "", "10.0.0.1:5060"), ROOM)).isEmpty();
        assertThat(proof.of(Given.claim("bob", "", "10.0.0.7:5060"), ROOM)).isEmpty();
    }

    @Test
    void a_claim_from_another_address_proves_nothing() {
        assertThat(PROOF.of(Given.claim("alice", "", "10.0.0.9:5060"), ROOM)).isEmpty();
        assertThat(PROOF.of(Given.claim("alice", "", "10.0.0.1:5061"), ROOM)).isEmpty();
    }

    @Test
    void a_digest_that_the_pbx_did_not_ask_for_proves_nothing() {
        assertThat(PROOF.of(Given.claim("alice", "alice", "10.0.0.9:5060"), ROOM))
                .isEmpty();
    }

    @Test
    void an_account_that_parley_has_seen_proven_is_that_account_whatever_from_says() {
        var claim = new Claim("bob", "", "10.9.9.9:1", "udp", Optional.empty(), Optional.of("carol"));
        assertThat(PROOF.of(claim, ROOM)).contains(CAROL);
    }

    @Test
    void of_a_proven_accounts_legs_the_one_at_the_address_of_the_text_counts() {
        var claim = new Claim("carol", "", "10.0.0.4:5060", "udp", Optional.empty(), Optional.of("carol-aor"));
        assertThat(PROOF.of(claim, ROOM)).contains(CAROLS_TABLET);
    }

    @Test
    void two_legs_at_one_address_are_told_apart_by_from() {
        assertThat(PROOF.of(Given.claim("bob", "", "10.0.0.1:5060"), ROOM)).contains(BOB);
    }

    @Test
    void a_digest_of_the_claimed_account_proves_it_from_any_address() {
        assertThat(PROOF.of(Given.claim("carol", "carol", "10.9.9.9:1"), ROOM)).contains(CAROL);
    }

    @Test
    void a_digest_for_another_account_proves_nothing() {
        assertThat(PROOF.of(Given.claim("carol", "alice", "10.0.0.3:5060"), ROOM))
                .isEmpty();
        assertThat(PROOF.of(Given.claim("alice", "carol", "10.0.0.9:5060"), ROOM))
                .isEmpty();
    }

    @Test
    void of_an_account_with_a_digest_the_address_alone_proves_nothing() {
        assertThat(PROOF.of(Given.claim("carol", "", "10.0.0.3:5060"), ROOM)).isEmpty();
    }

    @Test
    void of_two_devices_of_one_account_it_is_the_one_that_wrote() {
        assertThat(PROOF.of(Given.claim("carol", "carol", "10.0.0.4:5060"), ROOM))
                .contains(CAROLS_TABLET);
    }

    @Test
    void where_an_account_is_registered_proves_it_too() {
        assertThat(PROOF.of(registered("alice", "alice-aor"), ROOM)).contains(ALICE);
    }

    @Test
    void where_another_account_is_registered_proves_nothing() {
        assertThat(PROOF.of(registered("alice", "bob-aor"), ROOM)).isEmpty();
        assertThat(PROOF.of(registered("mallory", "alice-aor"), ROOM)).isEmpty();
    }

    @Test
    void of_an_account_with_a_digest_its_registration_alone_proves_nothing() {
        assertThat(PROOF.of(registered("carol", "carol-aor"), ROOM)).isEmpty();
    }

    private static Claim registered(String user, String account) {
        return new Claim(user, "", "10.0.0.9:5060", "udp", Optional.empty(), Set.of(account));
    }

    @Test
    void an_account_may_be_named_by_its_address_of_record() {
        assertThat(PROOF.of(Given.claim("alice-aor", "", "10.0.0.1:5060"), ROOM))
                .contains(ALICE);
    }

    @Test
    void a_text_in_the_dialog_of_a_leg_is_that_leg_s_whatever_it_claims() {
        var claim = new Claim("alice", "alice", "10.0.0.1:5060", "udp", Optional.of(new MemberId("4")));
        assertThat(PROOF.of(claim, ROOM)).contains(CAROLS_TABLET);
    }

    @Test
    void a_text_in_the_dialog_of_a_leg_elsewhere_proves_nothing() {
        var claim = new Claim("alice", "", "10.0.0.1:5060", "udp", Optional.of(new MemberId("99")));
        assertThat(PROOF.of(claim, ROOM)).isEmpty();
    }

    @Test
    void an_empty_claim_is_nobody_even_beside_a_leg_without_account() {
        var nobody = new Member(new MemberId("9"), Identity.UNKNOWN, "", Set.of(), Given.at(""));
        assertThat(PROOF.of(Given.claim("", "", ""), Given.room(nobody))).isEmpty();
        assertThat(PROOF.of(Given.claim("alice", "", ""), Given.room(leg("1", "alice", false, ""))))
                .isEmpty();
    }
}
