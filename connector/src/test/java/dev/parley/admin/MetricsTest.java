package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Claim;
import dev.parley.chat.Copy;
import dev.parley.chat.Notice;
import dev.parley.chat.Outcome;
import dev.parley.chat.Relayed;
import dev.parley.chat.Route;
import dev.parley.chat.Settled;
import dev.parley.chat.Text;
import dev.parley.chat.TextId;
import dev.parley.chat.Verdict;
import dev.parley.pbx.Link;
import dev.parley.room.Identity;
import dev.parley.room.Leg;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final RoomId ROOM = new RoomId("main", "3001");
    private static final Claim CLAIM = new Claim("evil-user", "", "10.9.9.9:5060", "udp");
    private static final Member BOB = new Member(
            new MemberId("evil-id"),
            new Identity("bob", "bob", true),
            "evil-name",
            Set.of(),
            new Leg("evil-call", "evil-agent", Set.of(), ""));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Metrics metrics = new Metrics(registry);
    private final Rooms rooms = new Rooms(Runnable::run, List.of(metrics));

    @Test
    void texts_are_counted_by_what_was_decided() {
        metrics.decided(new Relayed.Refused(text("t1"), new Verdict.Refuse("size", "too long")));
        metrics.decided(new Relayed.Dropped(text("t2"), new Verdict.Drop("duplicate")));
        metrics.decided(copies("t3"));
        assertThat(registry.scrape())
                .contains("parley_texts_total{decision=\"refused\",reason=\"size\"} 1.0")
                .contains("parley_texts_total{decision=\"dropped\",reason=\"duplicate\"} 1.0")
                .contains("parley_texts_total{decision=\"relayed\",reason=\"\"} 1.0");
    }

    @Test
    void subscriptions_are_those_that_there_are_now() {
        metrics.watchSubscriptions(() -> 7);
        assertThat(registry.scrape()).contains("parley_subscriptions 7.0");
    }

    @Test
    void copies_are_counted_by_route_and_outcome() {
        metrics.decided(copies("t1"));
        metrics.settled(settled("t1", Optional.empty(), new Outcome.Unreachable("evil-why"), 0));
        assertThat(registry.scrape()).contains("parley_copies_total{outcome=\"unreachable\",route=\"none\"} 1.0");
    }

    @Test
    void the_way_of_a_copy_is_timed_from_the_texts_arrival() {
        metrics.decided(copies("t1"));
        metrics.settled(settled("t1", Optional.of(Route.OUT_OF_DIALOG), new Outcome.HandedOver(), 40));
        assertThat(registry.scrape())
                .contains("parley_delivery_seconds_bucket{route=\"out-of-dialog\",le=\"0.025\"} 0")
                .contains("parley_delivery_seconds_bucket{route=\"out-of-dialog\",le=\"0.05\"} 1")
                .contains("parley_delivery_seconds_count{route=\"out-of-dialog\"} 1");
    }

    @Test
    void a_copy_that_went_nowhere_is_not_timed() {
        metrics.decided(copies("t1"));
        metrics.settled(settled("t1", Optional.of(Route.OUT_OF_DIALOG), new Outcome.Refused("evil-why"), 40));
        assertThat(registry.scrape()).doesNotContain("parley_delivery");
    }

    @Test
    void rooms_and_members_are_what_they_are_now() {
        metrics.watch(rooms);
        rooms.happened(new RoomEvent.Joined(ROOM, BOB, NOON));
        assertThat(registry.scrape()).contains("parley_rooms 1.0", "parley_members 1.0", "parley_rooms_stale 0.0");
        rooms.unseen("main");
        assertThat(registry.scrape()).contains("parley_rooms 1.0", "parley_members 1.0", "parley_rooms_stale 1.0");
        rooms.happened(new RoomEvent.Ended(ROOM));
        assertThat(registry.scrape()).contains("parley_rooms 0.0", "parley_members 0.0", "parley_rooms_stale 0.0");
    }

    @Test
    void a_pbx_is_up_or_down() {
        metrics.watch("main", () -> new Link.Up("22", NOON));
        metrics.watch("other", () -> new Link.Down("gone", NOON));
        metrics.reconnected("main");
        assertThat(registry.scrape())
                .contains("parley_pbx_up{pbx=\"main\"} 1.0", "parley_pbx_up{pbx=\"other\"} 0.0")
                .contains("parley_pbx_reconnects_total{pbx=\"main\"} 1.0");
    }

    @Test
    void every_metric_has_a_help_line() {
        everything();
        String scraped = registry.scrape();
        var families = Pattern.compile("(?m)^# TYPE (\\S+) ")
                .matcher(scraped)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(families)
                .hasSizeGreaterThanOrEqualTo(11)
                .allSatisfy(family -> assertThat(scraped).containsPattern("(?m)^# HELP " + family + " \\S+ \\S+"));
    }

    @Test
    void nothing_that_a_phone_wrote_becomes_a_time_series() {
        everything();
        assertThat(registry.scrape()).doesNotContain("evil").doesNotContain("10.9.9.9");
    }

    private void everything() {
        metrics.watch(rooms);
        metrics.watch("main", () -> new Link.Up("22", NOON));
        metrics.watchQueue("main", "ami-events", () -> 3);
        metrics.watchDropped("main", "ami-events", () -> 1);
        metrics.reconnected("main");
        rooms.happened(new RoomEvent.Joined(ROOM, BOB, NOON));
        metrics.decided(copies("t1"));
        metrics.settled(settled("t1", Optional.of(Route.IN_DIALOG), new Outcome.Delivered(200), 1));
        metrics.decided(copies("t2"));
        metrics.settled(settled("t2", Optional.of(Route.IN_DIALOG), new Outcome.Refused("evil-why"), 1));
        metrics.noticed(new Notice(ROOM, CLAIM, "no"), new Outcome.HandedOver());
    }

    private static Text text(String id) {
        return new Text(
                new TextId(id), ROOM, CLAIM, "text/evil", "evil", 4, "evil-call", "1 MESSAGE", false, false, NOON);
    }

    private static Copy copy(String text) {
        return new Copy(
                new TextId(text),
                ROOM,
                BOB,
                "evil-from",
                "evil",
                Optional.empty(),
                true,
                List.of(),
                "",
                NOON.plusSeconds(60));
    }

    private static Relayed copies(String text) {
        return new Relayed.Copies(text(text), BOB, "evil-sender", List.of(copy(text)));
    }

    private static Settled settled(String text, Optional<Route> route, Outcome outcome, long millis) {
        return new Settled(copy(text), route, 1, outcome, NOON.plusMillis(millis));
    }
}
