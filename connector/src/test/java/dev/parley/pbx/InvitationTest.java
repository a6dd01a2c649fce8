package dev.parley.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvitationTest {
    private final Invitation invitation =
            Invitation.to(new RoomId("main", "3001"), new Callee("bob", ""), Way.USUAL, Duration.ofSeconds(20));

    @Test
    void no_leg_begins_like_another_which_asterisk_would_take_for_the_same() {
        List<String> legs = IntStream.range(0, 12)
                .mapToObj(phone -> invitation.leg(phone).value())
                .toList();

        assertThat(legs)
                .doesNotHaveDuplicates()
                .allSatisfy(leg -> assertThat(legs).filteredOn(leg::startsWith).containsExactly(leg));
    }

    @Test
    void the_legs_to_all_phones_are_known_as_its_own_and_no_others() {
        assertThat(IntStream.range(0, 12).mapToObj(invitation::leg))
                .allMatch(invitation::isLeg)
                .allMatch(Invitation::isOf);
        assertThat(invitation.isLeg(new MemberId("1732900000.12"))).isFalse();
        assertThat(invitation.isLeg(new MemberId("parley-1-abc"))).isFalse();
    }
}
