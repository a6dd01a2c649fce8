package dev.parley.admin;

import dev.parley.chat.Notice;
import dev.parley.chat.Outcome;
import dev.parley.chat.RelayListener;
import dev.parley.chat.Relayed;
import dev.parley.chat.Route;
import dev.parley.chat.Settled;
import dev.parley.chat.TextId;
import dev.parley.pbx.Link;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomListener;
import dev.parley.room.Rooms;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts what happens. Tags come from the code and the configuration, never from a phone: each value is a time series. */
public final class Metrics implements RelayListener, RoomListener {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30)
    };

    /** A text whose copies have not all settled: a copy does not know when its text came. */
    private record UnderWay(Instant received, AtomicInteger copies) {}

    private final MeterRegistry registry;
    private final Map<TextId, UnderWay> underWay = new ConcurrentHashMap<>();

    /** Looked up for every copy, which is where the registry itself takes too long. */
    private final Map<Way, Counter> copies = new ConcurrentHashMap<>();

    private final Map<String, Timer> deliveries = new ConcurrentHashMap<>();

    private record Way(String route, String outcome) {}

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Rooms are made with their listeners, of which this is one, so they come afterwards. */
    public void watch(Rooms rooms) {
        gauge("parley.rooms", "Rooms that have members now", () -> count(rooms, true));
        gauge("parley.rooms.stale", "Rooms whose PBX is out of sight", () -> count(rooms, false));
        gauge(
                "parley.members",
                "Members in all rooms now",
                () -> rooms.all().stream()
                        .mapToInt(room -> room.members().size())
                        .sum());
    }

    /** @param count those at Parley's own SIP side */
    public void watchSubscriptions(Supplier<Number> count) {
        gauge("parley.subscriptions", "Subscriptions to rooms at Parley's own SIP side now", count);
    }

    public void watch(String pbx, Supplier<Link> link) {
        Gauge.builder("parley.pbx.up", () -> link.get() instanceof Link.Up ? 1 : 0)
                .description("Whether the PBX can be seen and spoken to (1) or not (0)")
                .tag("pbx", pbx)
                .register(registry);
    }

    public void reconnected(String pbx) {
        Counter.builder("parley.pbx.reconnects")
                .description("How often the connection to the PBX came up again")
                .tag("pbx", pbx)
                .register(registry)
                .increment();
    }

    /** @param queue a name of the code's own, for example {@code ami-events} */
    public void watchQueue(String pbx, String queue, Supplier<Number> depth) {
        Gauge.builder("parley.queue.depth", depth)
                .description("What waits in a queue between a PBX and the rooms")
                .tags("pbx", pbx, "queue", queue)
                .register(registry);
    }

    /** @param queue a name of the code's own, for example {@code ami-events} */
    public void watchDropped(String pbx, String queue, Supplier<Number> dropped) {
        FunctionCounter.builder(
                        "parley.queue.dropped", dropped, count -> count.get().doubleValue())
                .description("What a queue between a PBX and the rooms had no room for")
                .tags("pbx", pbx, "queue", queue)
                .register(registry);
    }

    @Override
    public void decided(Relayed relayed) {
        switch (relayed) {
            case Relayed.Copies c -> {
                text("relayed", "");
                if (!c.copies().isEmpty()) {
                    var copies = new AtomicInteger(c.copies().size());
                    underWay.put(c.text().id(), new UnderWay(c.text().received(), copies));
                }
            }
            case Relayed.Refused r -> text("refused", r.verdict().reason());
            case Relayed.Dropped d -> text("dropped", d.verdict().reason());
        }
    }

    @Override
    public void settled(Settled settled) {
        String route = settled.route().map(Route::word).orElse("none");
        copies.computeIfAbsent(new Way(route, settled.outcome().word()), this::copies)
                .increment();
        var text = underWay.get(settled.copy().text());
        if (text == null) {
            return;
        }
        if (text.copies().decrementAndGet() == 0) {
            underWay.remove(settled.copy().text());
        }
        if (settled.outcome() instanceof Outcome.HandedOver || settled.outcome() instanceof Outcome.Delivered) {
            deliveries.computeIfAbsent(route, this::delivery).record(Duration.between(text.received(), settled.at()));
        }
    }

    @Override
    public void noticed(Notice notice, Outcome outcome) {
        Counter.builder("parley.notices")
                .description(
                        "Answers to senders whose text was refused; expired means that one had been told often enough")
                .tag("outcome", outcome.word())
                .register(registry)
                .increment();
    }

    @Override
    public void changed(Room before, RoomEvent event, Room after) {
        Counter.builder("parley.room.changes")
                .description("Changes of rooms by the kind of what the PBX said")
                .tags(
                        "pbx",
                        after.id().pbx(),
                        "event",
                        event.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    private void text(String decision, String reason) {
        Counter.builder("parley.texts")
                .description("Texts said to rooms, by what was decided")
                .tags("decision", decision, "reason", reason)
                .register(registry)
                .increment();
    }

    private Counter copies(Way way) {
        return Counter.builder("parley.copies")
                .description("Copies of texts for one member each, by how they went and what became of them")
                .tags("route", way.route(), "outcome", way.outcome())
                .register(registry);
    }

    private Timer delivery(String route) {
        return Timer.builder("parley.delivery")
                .description("From a text's arrival to the moment when a copy of it was handed over")
                .tag("route", route)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private static long count(Rooms rooms, boolean all) {
        return rooms.all().stream()
                .filter(room -> !room.isEmpty())
                .filter(room -> all || !room.seen())
                .count();
    }
}
