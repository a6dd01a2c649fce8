package dev.parley.sip.focus.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pbx.Redirect;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final RoomId ROOM = new RoomId("main", "3001");
    private static final String TOKEN = "f8b2c1e04d";

    private final Hand hand = new Hand();
    private final Tokens tokens = new Tokens(hand);

    @Test
    void a_token_lets_its_call_in() {
        announce(TOKEN);
        assertThat(redeem(TOKEN, ROOM, "alice", "call-1")).isTrue();
    }

    @Test
    void the_same_call_shows_it_again_with_its_password() {
        announce(TOKEN);
        assertThat(redeem(TOKEN, ROOM, "alice", "call-1")).isTrue();
        assertThat(redeem(TOKEN, ROOM, "alice", "call-1")).isTrue();
    }

    @Test
    void replayed_by_another_call_it_is_refused() {
        announce(TOKEN);
        assertThat(redeem(TOKEN, ROOM, "alice", "call-1")).isTrue();
        assertThat(redeem(TOKEN, ROOM, "alice", "call-2")).isFalse();
        announce(TOKEN);
        assertThat(redeem(TOKEN, ROOM, "alice", "call-2")).as("told twice").isFalse();
    }

    @Test
    void after_twenty_seconds_it_is_refused_also_to_the_call_that_has_used_it() {
        announce(TOKEN);
        announce("another");
        assertThat(redeem("another", ROOM, "alice", "call-1")).isTrue();
        hand.moves(Duration.ofSeconds(20));
        assertThat(redeem(TOKEN, ROOM, "alice", "call-2")).isFalse();
        assertThat(redeem("another", ROOM, "alice", "call-1")).isFalse();
    }

    @Test
    void just_before_that_it_is_good() {
        announce(TOKEN);
        hand.moves(Duration.ofSeconds(20).minusNanos(1));
        assertThat(redeem(TOKEN, ROOM, "alice", "call-1")).isTrue();
    }

    @Test
    void guessed_it_is_refused() {
        announce(TOKEN);
        assertThat(redeem("f8b2c1e04c", ROOM, "alice", "call-1")).isFalse();
        assertThat(redeem("", ROOM, "alice", "call-1")).isFalse();
    }

    @Test
    void for_another_room_it_is_refused_and_stays_good_for_its_own() {
        announce(TOKEN);
        assertThat(redeem(TOKEN, new RoomId("main", "3002"), "alice", "call-1")).isFalse();
        assertThat(redeem(TOKEN, new RoomId("branch", "3001"), "alice", "call-1"))
                .as("the room of that name on another PBX")
                .isFalse();
        assertThat(redeem(TOKEN, ROOM, "alice", "call-2")).isTrue();
    }

    @Test
    void in_another_name_it_is_refused_and_stays_good_for_its_own() {
        announce(TOKEN);
        assertThat(redeem(TOKEN, ROOM, "bob", "call-1")).isFalse();
        assertThat(redeem(TOKEN, ROOM, "Alice", "call-1")).isFalse();
        assertThat(redeem(TOKEN, ROOM, "alice", "call-2")).isTrue();
    }

    @Test
    void a_phone_that_is_ahead_of_the_pbx_is_waited_for() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ahead = CompletableFuture.supplyAsync(
                    () -> tokens.redeem(TOKEN, ROOM, "alice", "call-1", Duration.ofMinutes(1)), threads);
            announce("somebody else's");
            assertThat(ahead).isNotDone();
            announce(TOKEN);
            assertThat(ahead.join()).isTrue();
        }
    }

    @Test
    void a_word_that_does_not_come_is_not_waited_for_longer_than_asked() {
        assertThat(tokens.redeem(TOKEN, ROOM, "alice", "call-1", Duration.ofMillis(1)))
                .isFalse();
    }

    @Test
    void of_a_flood_the_latest_are_kept() {
        announce(TOKEN);
        IntStream.range(0, 3 * Tokens.MOST).forEach(i -> announce("flood-" + i));
        assertThat(tokens.count()).isEqualTo(Tokens.MOST);
        assertThat(redeem(TOKEN, ROOM, "alice", "call-1")).isFalse();
        assertThat(redeem("flood-" + (3 * Tokens.MOST - 1), ROOM, "alice", "call-2"))
                .isTrue();
    }

    @Test
    void what_is_no_longer_good_is_forgotten() {
        IntStream.range(0, 100).forEach(i -> announce("old-" + i));
        hand.moves(Tokens.GOOD_FOR.plusNanos(1));
        announce(TOKEN);
        assertThat(tokens.count()).isEqualTo(1);
    }

    private void announce(String token) {
        tokens.announce(new Redirect(ROOM, "alice", token));
    }

    private boolean redeem(String token, RoomId room, String user, String callId) {
        return tokens.redeem(token, room, user, callId, Duration.ZERO);
    }

    /** A clock that is moved by hand. */
    private static final class Hand extends Clock {
        private volatile Instant now = Instant.EPOCH;

        void moves(Duration on) {
            now = now.plus(on);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
