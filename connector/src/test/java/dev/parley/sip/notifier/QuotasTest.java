package dev.parley.sip.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.SubscriptionsConfig.Limits;
import dev.parley.room.RoomId;
import dev.parley.sip.notifier.Quotas.Place;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static Place place(String account, String source, String room) {
        return new Place(Subscriber.account(account), source, new RoomId("main", room));
    }

    private static final Place BOB = place("bob", "192.0.2.1", "3001");

    @Test
    void each_limit_counts_for_itself() {
        assertThat(full(new Limits(1, 9, 9, 9)).take(place("bob", "192.0.2.2", "3002")))
                .isFalse();
        assertThat(full(new Limits(9, 1, 9, 9)).take(place("zoe", "192.0.2.1", "3002")))
                .isFalse();
        assertThat(full(new Limits(9, 9, 1, 9)).take(place("zoe", "192.0.2.2", "3001")))
                .isFalse();
        assertThat(full(new Limits(9, 9, 9, 1)).take(place("zoe", "192.0.2.2", "3002")))
                .isFalse();
        assertThat(full(new Limits(1, 1, 1, 2)).take(place("zoe", "192.0.2.2", "3002")))
                .isTrue();
    }

    @Test
    void what_is_refused_counts_for_nothing() {
        var quotas = full(new Limits(1, 2, 9, 9));
        assertThat(quotas.take(BOB)).isFalse();
        assertThat(quotas.take(place("zoe", "192.0.2.1", "3001"))).isTrue();
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        var quotas = full(new Limits(1, 1, 1, 1));
        quotas.giveBack(BOB);
        assertThat(quotas.take(BOB)).isTrue();
        assertThat(quotas.take(BOB)).isFalse();
    }

    private static Quotas full(Limits limits) {
        var quotas = new Quotas(limits);
        assertThat(quotas.take(BOB)).isTrue();
        return quotas;
    }
}
