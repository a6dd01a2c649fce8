package dev.parley.interop.bench;

import dev.parley.Parley;
import dev.parley.chat.ClientProfile;
import dev.parley.chat.ClientProfiles;
import dev.parley.chat.Route;
import dev.parley.config.Config;
import dev.parley.interop.Await;
import dev.parley.interop.connector.FreeSwitchSettings;
import dev.parley.interop.freeswitch.FreeSwitchInstall;
import dev.parley.interop.freeswitch.FreeSwitchServer;
import dev.parley.room.RoomId;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rooms of growing size on a real FreeSWITCH; Parley and a bare event socket take turns, on each route. */
final class FreeSwitchBench {
    private static final List<Integer> SIZES = List.of(10, 50, 200);
    private static final int ROUNDS = 3;
    private static final int DELIVERIES = 6_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FreeSwitchServer freeswitch;
    private final FreeSwitchRoom room;
    private final PrintStream out;

    private FreeSwitchBench(FreeSwitchServer freeswitch, FreeSwitchRoom room, PrintStream out) {
        this.freeswitch = freeswitch;
        this.room = room;
        this.out = out;
    }

    /** @return the median of Parley's rate over the bare socket's, of all sizes and routes */
    static double run(FreeSwitchInstall install, PrintStream out) throws IOException {
        try (FreeSwitchServer server = FreeSwitchServer.start(install, FreeSwitchRoom.users(SIZES.getLast()));
                FreeSwitchRoom room = new FreeSwitchRoom(server)) {
            return new FreeSwitchBench(server, room, out).run();
        }
    }

    private double run() throws IOException {
        out.println("| members | route | deliveries/s: Parley | bare | Parley/bare |\n| --: | --- | --: | --: | --: |");
        List<Double> ratios = new ArrayList<>();
        for (int size : SIZES) {
            room.growTo(size);
            for (Route route : Route.values()) {
                ratios.add(measured(size, route));
            }
        }
        return Figures.median(ratios);
    }

    private double measured(int size, Route route) throws IOException {
        int texts = Math.ceilDiv(DELIVERIES, (size - 1) * FreeSwitchRoom.WRITERS);
        parley(route, Math.min(texts, 3)); // for the compiler
        bare(route, Math.min(texts, 3));
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(parley(route, texts));
            theirs.add(bare(route, texts));
            ratios.add(ours.getLast() / theirs.getLast());
        }
        double ratio = Figures.median(ratios);
        out.println(String.format(
                Locale.ROOT,
                "| %d | %s | %.0f | %.0f | %.2f |",
                size,
                route.word(),
                Figures.median(ours),
                Figures.median(theirs),
                ratio));
        return ratio;
    }

    private double parley(Route route, int texts) {
        try (Parley parley = Parley.start(config(route))) {
            RoomId id = new RoomId("main", FreeSwitchRoom.ROOM);
            boolean ready = Await.answer(
                            PATIENCE,
                            () -> Optional.of(parley.rooms().get(id))
                                    .filter(now -> now.members().size() == room.size()
                                            && now.members().stream()
                                                    .allMatch(member ->
                                                            member.leg().isKnown())))
                    .isPresent();
            if (!ready) {
                throw new IllegalStateException("Parley did not see the room: " + parley.states());
            }
            return room.flood(texts);
        }
    }

    private double bare(Route route, int texts) throws IOException {
        try (BareEsl bare = new BareEsl(freeswitch, room, route)) {
            return room.flood(texts);
        }
    }

    private Config config(Route route) {
        Config config = FreeSwitchSettings.of(freeswitch).config();
        var profile = new ClientProfile("bench", Pattern.compile("."), route, true, true);
        return new Config(
                config.pbxs(),
                config.links(),
                config.chat(),
                config.trace(),
                config.admin(),
                config.sip(),
                new ClientProfiles(List.of(), profile));
    }
}
