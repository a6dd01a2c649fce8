package dev.parley.interop.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.interop.sip.Subscriber.Wish;
import dev.parley.room.Flag;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code sip.subscriptions} changes. */
class SubscriptionPolicyTest {
    @Test
    void one_too_many_is_480_until_another_ends() {
        try (SipRooms rooms = new SipRooms("limits: {per-account: 2}");
                Subscriber bob = rooms.member("3001", "bob")) {
            Wish first = bob.wish("3001");
            SipText accepted = bob.ask(first);
            assertThat(bob.ask(bob.wish("3001")).status()).isEqualTo(200);
            SipText refused = bob.ask(bob.wish("3001"));
            assertThat(refused.status()).isEqualTo(480);
            assertThat(refused.header("Retry-After")).isEqualTo("60");
            bob.ask(bob.again(first, accepted, 2).with("Expires", "0"));
            bob.awaitNotify(notify -> notify.header("Subscription-State").startsWith("terminated"));
            bob.awaitAccepted(() -> bob.wish("3001"));
        }
    }

    @Test
    void a_contact_that_is_allowed_may_be_somewhere_else() {
        try (SipRooms rooms = new SipRooms("contacts: [127.0.0.0/8, phone.example]");
                Subscriber bob = rooms.member("3001", "bob")) {
            assertThat(bob.ask(bob.wish("3001").with("Contact", "<sip:bob@127.0.0.9:5060>"))
                            .status())
                    .isEqualTo(200);
            assertThat(bob.ask(bob.wish("3001").with("Contact", "<sip:bob@192.0.2.1>"))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void all_are_told_when_parley_stops() {
        SipRooms rooms = new SipRooms("");
        try (Subscriber bob = rooms.member("3001", "bob")) {
            bob.ask(bob.wish("3001"));
            bob.awaitNotify(1);
            rooms.close();
            assertThat(bob.awaitNotify(2).header("Subscription-State")).isEqualTo("terminated;reason=deactivated");
        }
    }

    @Test
    void nobody_is_told_when_parley_stops_silently() {
        SipRooms rooms = new SipRooms("at-stop: keep-silent");
        try (Subscriber bob = rooms.member("3001", "bob")) {
            bob.ask(bob.wish("3001"));
            bob.awaitNotify(1);
            rooms.close();
            assertThat(bob.notifies()).hasSize(1);
        }
    }

    @Test
    void a_large_room_goes_over_udp_in_one_datagram() {
        try (SipRooms rooms = new SipRooms("");
                Subscriber bob = rooms.member("3001", "bob", Flag.ADMIN)) {
            fill(rooms);
            bob.ask(bob.wish("3001"));
            SipText notify = bob.awaitNotify(1);
            assertThat(notify.text().length()).isGreaterThan(10_000);
            assertThat(bob.<Integer>read(reader -> reader.everybodyListed().size()))
                    .isEqualTo(61);
        }
    }

    /** RFC 3261 §18.1.1. */
    @Test
    void reduced_it_passes_no_limit_of_the_network_and_counts_at_least() {
        try (SipRooms rooms = new SipRooms("udp-notify: reduced");
                Subscriber bob = rooms.member("3001", "bob");
                Subscriber alice = rooms.member("3002", "alice")) {
            fill(rooms);
            bob.ask(bob.wish("3001"));
            SipText notify = bob.awaitNotify(1);
            assertThat(notify.text().length()).isLessThanOrEqualTo(1_300);
            assertThat(notify.body()).contains("<user-count>61</user-count>");
            alice.ask(alice.wish("3002"));
            assertThat(alice.awaitNotify(1).body()).contains("sip:alice@pbx.example");
        }
    }

    private static void fill(SipRooms rooms) {
        IntStream.range(0, 60).forEach(i -> rooms.joins("3001", SipRooms.leg("guest" + i, "")));
        rooms.awaitHappened("3001");
    }
}
