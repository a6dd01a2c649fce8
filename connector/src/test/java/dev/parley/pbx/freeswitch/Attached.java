package dev.parley.pbx.freeswitch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Text;
import dev.parley.conference.Attendances;
import dev.parley.config.FreeSwitchConfig;
import dev.parley.config.RoomPattern;
import dev.parley.config.Secret;
import dev.parley.pbx.Link;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.Redirect;
import dev.parley.room.Flag;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The adapter attached to a stand-in, with the rooms it feeds. */
final class Attached implements AutoCloseable {
    static final RoomId ROOM = new RoomId("main", "3001");

    final EslStandIn freeswitch = new EslStandIn();
    final List<RoomEvent> events = new CopyOnWriteArrayList<>();
    final List<Text> texts = new CopyOnWriteArrayList<>();
    final List<Redirect> redirects = new CopyOnWriteArrayList<>();
    final Rooms rooms;
    final FreeSwitchPbx pbx;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Attached() throws IOException {
        this(false);
    }

    Attached(boolean confirm) throws IOException {
        Clock clock = Clock.systemUTC();
        Attendances attendances = new Attendances(room -> Set.of(), name -> "pbx.example", clock, this::news);
        rooms = new Rooms(threads, List.of((before, event, after) -> events.add(event), attendances));
        pbx = new FreeSwitchPbx(config(freeswitch.port(), confirm), new Listener(), attendances, clock);
    }

    static FreeSwitchConfig config(int port, boolean confirm) {
        return new FreeSwitchConfig(
                "main",
                "127.0.0.1",
                port,
                Optional.empty(),
                new Secret("secret"),
                "pbx.example",
                "internal",
                confirm,
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                List.of(new RoomPattern(Pattern.compile("3[0-9]{3}"))));
    }

    private void news(RoomId room) {
        pbx.news(room);
    }

    /** Opens, and waits until the first list has been read. */
    void open() {
        pbx.open();
        awaitUp();
    }

    void awaitUp() {
        until(() -> pbx.link() instanceof Link.Up);
    }

    static void until(Callable<Boolean> condition) {
        await().atMost(30, SECONDS).until(condition);
    }

    Room room() {
        return rooms.get(ROOM);
    }

    /** For example {@code Ann [MUTED]}. */
    List<String> roster() {
        return room().members().stream()
                .map(member -> member.name() + " " + new TreeSet<Flag>(member.flags()))
                .toList();
    }

    void joins(String uuid, String name) {
        conference("add-member", uuid, "Caller-Caller-ID-Name: " + name);
    }

    void conference(String action, String uuid, String more) {
        conference("life-1", action, uuid, more);
    }

    void conference(String life, String action, String uuid, String more) {
        freeswitch.event(
                "Event-Name: CUSTOM\nEvent-Subclass: conference%3A%3Amaintenance\nConference-Name: 3001\n"
                        + "Conference-Unique-ID: " + life + "\nAction: " + action + "\nUnique-ID: " + uuid + "\n"
                        + more,
                "");
    }

    @Override
    public void close() throws IOException {
        pbx.close();
        freeswitch.close();
        threads.close();
    }

    private final class Listener implements PbxListener {
        @Override
        public void happened(RoomEvent event) {
            rooms.happened(event);
        }

        @Override
        public void listed(String name, Set<RoomId> listed) {
            rooms.listed(name, listed);
        }

        @Override
        public void inSight(String name) {}

        @Override
        public void unseen(String name) {
            rooms.unseen(name);
        }

        @Override
        public void said(Text text) {
            texts.add(text);
        }

        @Override
        public void redirected(Redirect redirect) {
            redirects.add(redirect);
        }
    }
}
