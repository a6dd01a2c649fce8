package dev.parley.sip.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sip.stack.FreePort;
import dev.parley.sip.store.Codec;
import dev.parley.sip.store.Store;
import dev.parley.sip.store.Table;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A subscription goes on with the next Parley, whose rooms are not known before its PBX has listed them. */
class RestartTest {
    @TempDir
    Path state;

    private final int port = FreePort.find();
    private Caller alice;

    @BeforeEach
    void begin() throws Exception {
        alice = new Caller("alice", port);
    }

    @AfterEach
    void end() {
        alice.close();
    }

    @Test
    void what_was_subscribed_to_goes_on_and_who_left_meanwhile_is_listed_as_deleted() throws Exception {
        String before = subscribedTo();

        try (OneSide next = new OneSide(port, state)) {
            assertThat(next.count()).isEqualTo(1);
            next.lists(alice.member());
            next.inSight();

            String after = alice.awaitNotify(notify -> true);

            assertThat(cseq(after)).isGreaterThan(cseq(before));
            assertThat(Caller.header(after, "To")).isEqualTo(Caller.header(before, "To"));
            assertThat(Caller.header(after, "From")).isEqualTo(Caller.header(before, "From"));
            assertThat(Caller.header(after, "Contact")).isEqualTo(Caller.header(before, "Contact"));
            assertThat(Caller.header(after, "Subscription-State")).startsWith("active;expires=");
            assertThat(version(after)).isGreaterThan(version(before));
            assertThat(alice.adding.users()).containsExactly("sip:alice@pbx.example");
            assertThat(alice.strict.everybodyListed()).containsOnlyKeys("sip:alice@pbx.example");
        }
    }

    @Test
    void it_is_refreshed_and_taken_back_in_the_dialog_of_before() throws Exception {
        subscribedTo();

        try (OneSide next = new OneSide(port, state)) {
            next.lists(alice.member(), Given.BOB);
            next.inSight();
            alice.awaitNotify(notify -> true);

            assertThat(alice.subscribe(600)).isEqualTo("SIP/2.0 200 OK");
            alice.awaitNotify(notify -> notify.contains("state=\"full\""));
            assertThat(alice.subscribe(0)).isEqualTo("SIP/2.0 200 OK");
            alice.awaitNotify(notify -> notify.contains("terminated;reason=timeout"));

            await().until(() -> next.count() == 0);
        }
        try (OneSide third = new OneSide(port, state)) {
            assertThat(third.count()).isZero();
        }
    }

    @Test
    void a_refresh_before_the_room_is_in_sight_is_answered_and_tells_nothing_of_it() throws Exception {
        subscribedTo();

        try (OneSide next = new OneSide(port, state)) {
            assertThat(alice.subscribe(600)).isEqualTo("SIP/2.0 200 OK");
            String blind = alice.awaitNotify(notify -> true);
            assertThat(Caller.header(blind, "Subscription-State")).startsWith("active");
            assertThat(Caller.body(blind)).isEmpty();

            next.lists(alice.member(), Given.BOB);
            next.inSight();

            assertThat(alice.awaitNotify(notify -> true))
                    .contains("state=\"full\"")
                    .contains("sip:bob@pbx.example");
        }
    }

    @Test
    void numbers_never_go_back_however_often_parley_is_killed() throws Exception {
        String last = subscribedTo();

        for (int kill = 0; kill < 3; kill++) {
            try (OneSide next = new OneSide(port, state)) {
                next.lists(alice.member(), Given.BOB);
                next.inSight();
                String notify = alice.awaitNotify(any -> true);
                assertThat(cseq(notify)).isGreaterThan(cseq(last));
                assertThat(version(notify)).isGreaterThan(version(last));
                last = notify;
            }
        }
    }

    @Test
    void a_room_that_ended_meanwhile_is_the_end_of_it() throws Exception {
        subscribedTo();

        try (OneSide next = new OneSide(port, state)) {
            next.inSight();

            assertThat(alice.awaitNotify(notify -> true)).contains("terminated;reason=noresource");
            await().until(() -> next.count() == 0);
        }
    }

    @Test
    void an_orderly_stop_says_nothing_and_the_next_goes_on() throws Exception {
        OneSide first = new OneSide(port, state);
        subscribe(first);
        first.stop();

        try (OneSide next = new OneSide(port, state)) {
            next.lists(alice.member(), Given.BOB);
            next.inSight();

            assertThat(Caller.header(alice.awaitNotify(notify -> true), "Subscription-State"))
                    .startsWith("active");
        }
    }

    @Test
    void what_lapsed_meanwhile_is_forgotten() throws Exception {
        subscribedTo();
        try (Store store = Store.open(state)) {
            Table<Kept> table = store.table("subscriptions", Codec.json(Kept.class));
            table.all().forEach((key, kept) -> table.put(key, kept.until(Instant.now())));
        }

        try (OneSide next = new OneSide(port, state)) {
            assertThat(next.count()).isZero();
            assertThat(alice.subscribe(600)).startsWith("SIP/2.0 481");
        }
    }

    /** @return the last NOTIFY of a Parley that was killed then */
    private String subscribedTo() throws Exception {
        try (OneSide first = new OneSide(port, state)) {
            return subscribe(first);
        }
    }

    private String subscribe(OneSide side) throws InterruptedException {
        side.lists(alice.member(), Given.BOB);
        assertThat(alice.subscribe(600)).isEqualTo("SIP/2.0 200 OK");
        String notify = alice.awaitNotify(any -> true);
        assertThat(alice.adding.users()).containsExactly("sip:alice@pbx.example", "sip:bob@pbx.example");
        return notify;
    }

    private static long cseq(String notify) {
        return Long.parseLong(Caller.header(notify, "CSeq").replace(" NOTIFY", ""));
    }

    private static long version(String notify) {
        return Long.parseLong(
                Caller.body(notify).replaceFirst("(?s).*?<conference-info[^>]*version=\"(\\d+)\".*", "$1"));
    }
}
