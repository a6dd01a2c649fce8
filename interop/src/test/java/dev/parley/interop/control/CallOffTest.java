package dev.parley.interop.control;

import static dev.parley.interop.control.Switchboard.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.phone.TestPhone;
import dev.parley.room.Room;
import org.junit.jupiter.api.Test;

/** Phones that a real Asterisk lets ring for a room are called off. */
class CallOffTest extends Referring {
    private TestPhone rings(TestPhone alice, String callId) {
        TestPhone bob = lab().phone("bob");
        bob.answersCallsWith(180);
        assertThat(refers(alice, callId, "<sip:bob@conf.pbx.example>").status()).isEqualTo(200);
        bob.awaitRequest("INVITE", SOON);
        return bob;
    }

    @Test
    void by_whoever_had_them_called() {
        TestPhone alice = member("alice");
        TestPhone bob = rings(alice, "off-1");

        assertThat(refers(alice, "off-2", "<sip:bob@conf.pbx.example;method=BYE>")
                        .status())
                .isEqualTo(200);

        bob.awaitRequest("CANCEL", SOON);
        assertThat(outcome(alice, "off-1")).isEqualTo("SIP/2.0 487 Request Terminated\r\n");
        assertThat(outcome(alice, "off-2")).isEqualTo("SIP/2.0 200 OK\r\n");
    }

    @Test
    void by_nobody_who_is_no_moderator() {
        TestPhone alice = member("alice");
        TestPhone carol = member("carol");
        TestPhone bob = rings(alice, "off-3");

        assertThat(refers(carol, "off-4", "<sip:bob@conf.pbx.example;method=BYE>")
                        .status())
                .isEqualTo(403);

        bob.pickUp(SOON);
        assertThat(outcome(alice, "off-3")).isEqualTo("SIP/2.0 200 OK\r\n");
        awaitRoom(room -> room.members().size() == 3);
    }

    @Test
    void when_the_last_member_leaves() {
        TestPhone alice = member("alice");
        TestPhone bob = rings(alice, "off-5");

        alice.goodbye();

        bob.awaitRequest("CANCEL", SOON);
        awaitRoom(Room::isEmpty);
    }

    @Test
    void at_parley_s_orderly_end() {
        TestPhone bob = rings(member("alice"), "off-6");

        restart(() -> bob.awaitRequest("CANCEL", SOON));
    }
}
