package dev.parley.pbx.asterisk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.Text;
import dev.parley.config.AsteriskConfig;
import dev.parley.config.RoomPattern;
import dev.parley.config.ScribeConfig;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** The adapter attached to a stand-in, with the rooms it feeds. */
final class Attached implements AutoCloseable {
    static final RoomId ROOM = new RoomId("main", "3001");

    final AmiStandIn asterisk = new AmiStandIn();
    final List<RoomEvent> events = new CopyOnWriteArrayList<>();
    final List<Text> texts = new CopyOnWriteArrayList<>();
    final List<Redirect> redirects = new CopyOnWriteArrayList<>();
    final Rooms rooms;
    final AsteriskPbx pbx;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Attached() throws IOException {
        this("[34]0[0-9]{2}");
    }

    Attached(String match) throws IOException {
        this(port -> config(port, match));
    }

    /** All rooms want a scribe. */
    static Attached withScribe() throws IOException {
        return new Attached(Attached::scribes);
    }

    private Attached(IntFunction<AsteriskConfig> config) throws IOException {
        rooms = new Rooms(threads, List.of((before, event, after) -> events.add(event)));
        asterisk.answering(action -> "ConfbridgeListRooms".equalsIgnoreCase(action.get("action"))
                ? Optional.of(AmiStandIn.error(action, "No active conferences."))
                : Optional.empty());
        pbx = new AsteriskPbx(config.apply(asterisk.port()), new Listener(), Clock.systemUTC());
    }

    static AsteriskConfig config(int port, String match) {
        return new AsteriskConfig(
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
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                List.of(new RoomPattern(Pattern.compile(match))));
    }

    private static AsteriskConfig scribes(int port) {
        AsteriskConfig plain = config(port, "3001");
        return new AsteriskConfig(
                plain.name(),
                plain.host(),
                plain.port(),
                plain.tls(),
                plain.user(),
                plain.secret(),
                plain.domain(),
                plain.door(),
                plain.http(),
                plain.trunks(),
                plain.reconcile(),
                plain.silence(),
                List.of(new RoomPattern(Pattern.compile("3001"), RoomPattern.InDialog.SCRIBE)),
                Optional.of(new ScribeConfig(
                        "parley-scribe",
                        "parley-scribe",
                        new Secret("secret"),
                        "127.0.0.1",
                        5060,
                        ScribeConfig.Unverified.RELAY)));
    }

    /** Opens, and waits until the first lists have been read. */
    AmiStandIn.Peer open() throws InterruptedException {
        pbx.open();
        AmiStandIn.Peer peer = asterisk.nextEventPeer();
        awaitUp();
        return peer;
    }

    void awaitUp() {
        await().atMost(10, SECONDS).until(() -> pbx.link() instanceof Link.Up);
    }

    Room room() {
        return rooms.get(ROOM);
    }

    /** For example {@code Alice A [ADMIN, MUTED]}. */
    List<String> roster() {
        return room().members().stream()
                .map(member -> member.name() + " " + new TreeSet<Flag>(member.flags()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        pbx.close();
        asterisk.close();
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
