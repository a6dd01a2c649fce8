package dev.parley.sip.notifier;

import static dev.parley.sip.notifier.Given.ALICE;
import static dev.parley.sip.notifier.Given.BOB;
import static dev.parley.sip.notifier.Given.member;
import static dev.parley.sip.notifier.Given.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conference.View;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import org.junit.jupiter.api.Test;

class SubscriberTest {
    @Test
    void the_chair_a_member_and_an_outsider_see_different_things() {
        assertThat(Subscriber.account("alice").view(room(ALICE, BOB))).isEqualTo(View.MODERATOR);
        assertThat(Subscriber.account("bob").view(room(ALICE, BOB))).isEqualTo(View.MEMBER);
        assertThat(Subscriber.account("zoe").view(room(ALICE, BOB))).isEqualTo(View.OUTSIDER);
    }

    @Test
    void an_account_is_also_known_by_where_its_devices_register() {
        var member = BOB.described(new Identity("endpoint-7", "bob,bob-mobile", true), Leg.UNKNOWN);
        assertThat(Subscriber.account("bob-mobile").view(room(member))).isEqualTo(View.MEMBER);
    }

    @Test
    void one_leg_in_the_chair_is_enough() {
        var mobile = member("9", "alice", "Alice mobile");
        assertThat(Subscriber.leg(mobile).view(room(mobile, ALICE))).isEqualTo(View.MODERATOR);
    }

    @Test
    void a_leg_without_an_account_is_nobody_once_it_is_gone() {
        var stranger = member("3", "", "");
        assertThat(Subscriber.leg(stranger).view(room(stranger))).isEqualTo(View.MEMBER);
        assertThat(Subscriber.leg(stranger).view(room(member("4", "", "")))).isEqualTo(View.OUTSIDER);
    }

    @Test
    void a_leg_counts_as_its_account() {
        assertThat(Subscriber.leg(BOB).key())
                .isEqualTo(Subscriber.account("bob").key());
        assertThat(Subscriber.leg(member("3", "", "")).key())
                .isNotEqualTo(Subscriber.leg(member("4", "", "")).key());
    }
}
