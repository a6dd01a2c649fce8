package dev.parley.sip.focus.redirect;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.pbx.CallDoor;
import dev.parley.pbx.FocusAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BeaconTest {
    private static final FocusAddress FOCUS = new FocusAddress("conf.pbx.example", Set.of("127.0.0.1:5060"));

    private final AtomicBoolean takes = new AtomicBoolean(true);
    private final Heard main = new Heard();
    private final Heard other = new Heard();
    private final Beacon beacon = beacon(Duration.ofHours(1));

    @Test
    void each_pbx_hears_at_once_that_calls_are_taken_and_in_the_end_that_they_are_not() {
        beacon.open();
        await().atMost(10, SECONDS).until(() -> main.words.contains("calls") && other.words.contains("calls"));

        beacon.close();
        assertThat(main.words).endsWith("no calls");
        assertThat(other.words).endsWith("no calls");
    }

    @Test
    void who_comes_into_sight_hears_it_at_once_and_nobody_else() {
        beacon.open();
        await().atMost(10, SECONDS).until(() -> main.words.size() == 1 && other.words.size() == 1);

        beacon.inSight("main");
        beacon.inSight("a PBX without a focus");
        await().atMost(10, SECONDS).until(() -> main.words.size() == 2);
        assertThat(other.words).hasSize(1);
        beacon.close();
    }

    @Test
    void where_no_calls_are_taken_now_that_is_what_is_told_until_they_are() {
        takes.set(false);
        beacon.open();
        await().atMost(10, SECONDS).until(() -> main.words.equals(List.of("no calls")));

        takes.set(true);
        beacon.inSight("main");
        await().atMost(10, SECONDS).until(() -> main.words.equals(List.of("no calls", "calls")));
        beacon.close();
    }

    @Test
    void it_is_told_again_and_again_and_twice_before_it_is_forgotten() {
        try (Beacon busy = beacon(Duration.ofMillis(1))) {
            busy.open();
            await().atMost(10, SECONDS).until(() -> main.words.size() > 2);
        }
        assertThat(main.lasts).isGreaterThan(Beacon.EVERY.multipliedBy(2));
    }

    private Beacon beacon(Duration every) {
        return new Beacon(
                Map.of("main", new Beacon.Watcher(main, FOCUS), "other", new Beacon.Watcher(other, FOCUS)),
                takes::get,
                every);
    }

    private static final class Heard implements CallDoor {
        private final List<String> words = new CopyOnWriteArrayList<>();
        private volatile Duration lasts = Duration.ZERO;

        @Override
        public void takesCalls(FocusAddress focus, Duration lasting) {
            assertThat(focus).isEqualTo(FOCUS);
            lasts = lasting;
            words.add("calls");
        }

        @Override
        public void takesNoCalls() {
            words.add("no calls");
        }
    }
}
