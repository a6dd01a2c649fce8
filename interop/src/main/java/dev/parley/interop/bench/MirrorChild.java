package dev.parley.interop.bench;

import dev.parley.Parley;
import dev.parley.config.AdminConfig;
import dev.parley.config.AsteriskConfig;
import dev.parley.config.Config;
import dev.parley.config.ConfigFile;
import dev.parley.config.RoomPattern;
import dev.parley.config.Secret;
import dev.parley.interop.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A Parley in a JVM of its own, which says what it has seen: arguments are the AMI port, rooms, members, events. */
final class MirrorChild {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Parley parley;
    private final HttpClient http = HttpClient.newHttpClient();

    private MirrorChild(Parley parley) {
        this.parley = parley;
    }

    public static void main(String[] args) throws Exception {
        try (Parley parley = Parley.start(config(Integer.parseInt(args[0])))) {
            var child = new MirrorChild(parley);
            int rooms = Integer.parseInt(args[1]);
            int members = Integer.parseInt(args[2]);
            child.await(
                    "members",
                    () -> child.members() == members && parley.rooms().all().size() == rooms);
            System.gc();
            System.out.println("heap "
                    + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (1 << 20));
            double events = Integer.parseInt(args[3]);
            child.await("events", () -> child.metric("parley_room_changes_total{event=\"changed\"") >= events);
            System.out.println("applied " + Math.round(child.metric("parley_room_changes_total{event=\"changed\"")));
            System.out.println("dropped " + Math.round(child.metric("parley_queue_dropped_total{")));
        }
    }

    private int members() {
        return parley.rooms().all().stream()
                .mapToInt(room -> room.members().size())
                .sum();
    }

    private void await(String what, BooleanSupplier condition) {
        if (Await.answer(PATIENCE, () -> Optional.of(true).filter(yes -> condition.getAsBoolean()))
                .isEmpty()) {
            System.out.println("missing " + what + ": " + members() + " members, "
                    + metric("parley_room_changes_total{event=\"changed\"") + " changes");
            System.exit(1);
        }
    }

    /** What an administrator sees; 0 for what has not happened yet. */
    private double metric(String beginning) {
        try {
            URI metrics = URI.create("http://127.0.0.1:" + parley.adminPort().orElseThrow() + "/metrics");
            return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(beginning))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static Config config(int port) {
        Config defaults = ConfigFile.defaults(List.of(new AsteriskConfig(
                "main",
                "127.0.0.1",
                port,
                false,
                "parley",
                new Secret("secret"),
                "pbx.example",
                new AsteriskConfig.Door.UserEvent(),
                Optional.empty(),
                List.of(),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                List.of(new RoomPattern(Pattern.compile("[0-9]{4}"))))));
        return new Config(
                defaults.pbxs(),
                defaults.links(),
                defaults.chat(),
                defaults.trace(),
                new AdminConfig(true, "127.0.0.1", 0),
                defaults.sip(),
                defaults.profiles());
    }
}
