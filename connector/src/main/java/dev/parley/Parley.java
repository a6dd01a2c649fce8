package dev.parley;

import dev.parley.admin.AdminServer;
import dev.parley.admin.Metrics;
import dev.parley.admin.SipMetrics;
import dev.parley.chat.Courier;
import dev.parley.chat.Lanes;
import dev.parley.chat.Notices;
import dev.parley.chat.Recipients;
import dev.parley.chat.Relay;
import dev.parley.chat.RelayListener;
import dev.parley.chat.Relayed;
import dev.parley.chat.Rules;
import dev.parley.chat.Settled;
import dev.parley.chat.Text;
import dev.parley.chat.TextTrace;
import dev.parley.chat.Traces;
import dev.parley.conference.Attendances;
import dev.parley.config.AsteriskConfig;
import dev.parley.config.ChatConfig;
import dev.parley.config.Config;
import dev.parley.config.FocusConfig;
import dev.parley.config.FreeSwitchConfig;
import dev.parley.config.PbxConfig;
import dev.parley.config.SipConfig;
import dev.parley.pbx.Inspection;
import dev.parley.pbx.Pbx;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.PbxState;
import dev.parley.pbx.Redirect;
import dev.parley.pbx.asterisk.AsteriskInspection;
import dev.parley.pbx.asterisk.AsteriskPbx;
import dev.parley.pbx.freeswitch.FreeSwitchInspection;
import dev.parley.pbx.freeswitch.FreeSwitchPbx;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import dev.parley.sip.SipSide;
import dev.parley.sip.stack.StackException;
import dev.parley.sip.stack.Tally;
import dev.parley.sip.store.Store;
import dev.parley.sip.store.StoreException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running Parley: wires the parts, starts them, and ends them in order. */
public final class Parley implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parley.class);

    private final Config config;

    private final Clock clock;
    private final Executor threads = Thread::startVirtualThread;
    private final Map<String, Pbx> pbxs = new LinkedHashMap<>();
    private final Metrics metrics;
    private final Attendances attendances;
    private final Rooms rooms;
    private final Traces traces;
    private final Lanes lanes;
    private final Notices notices;
    private final Relay relay;
    private final Optional<AdminServer> admin;
    private final Store store;
    private final Optional<SipSide> sip;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Parley(Config config, Store store, Clock clock) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.metrics = new Metrics(registry);
        this.traces = new Traces(config.trace().keep(), Parley::log);
        this.attendances = new Attendances(config.links()::of, domains(config)::get, clock, this::tellSubscribers);
        this.rooms = new Rooms(threads, List.of(metrics, attendances, this::tellSip));
        RelayListener listener = RelayListener.all(List.of(metrics, traces, new ForReceipts()));
        ChatConfig chat = config.chat();
        this.lanes = new Lanes(this::courier, chat.lane(), listener, threads, clock);
        this.notices = new Notices(this::courier, listener, threads);
        this.relay = new Relay(
                rooms,
                config.links(),
                Rules.of(chat.types(), chat.maxBytes(), chat.perSender(), chat.perRoom(), chat.duplicates()),
                this::phone,
                new Recipients(config.profiles(), pbx -> isDirect(config, pbx), this::phone, chat.expiry()),
                lanes,
                notices,
                listener);
        config.pbxs().forEach(pbx -> pbxs.put(pbx.name(), attach(pbx, clock)));
        metrics.watch(rooms);
        pbxs.values().forEach(pbx -> watch(pbx, metrics));
        this.admin = config.admin().enabled()
                ? Optional.of(new AdminServer(
                        config.admin(), rooms, config.links(), traces, config.profiles(), this::states, registry))
                : Optional.empty();
        SipMetrics counts = new SipMetrics(registry);
        this.sip = config.sip().map(own -> new SipSide(config, own, around(new SipTally(counts))));
        sip.ifPresent(side -> counts.watchPublications(side::published, side::unpublished));
        sip.ifPresent(side -> metrics.watchSubscriptions(side::subscriptions));
    }

    /**
     * Starts everything; a PBX that is not there yet is tried until it is.
     *
     * @throws IllegalStateException if an address of Parley's own cannot be listened on, or state not be kept where it is
     *     to be; nothing is left running then
     */
    public static Parley start(Config config) {
        Parley parley = new Parley(config, store(config), Clock.systemUTC());
        parley.openSip();
        parley.admin.ifPresent(AdminServer::start);
        parley.pbxs.values().forEach(Pbx::open);
        return parley;
    }

    private static Store store(Config config) {
        Optional<Path> directory = config.sip().flatMap(SipConfig::state);
        try {
            return directory.isPresent() ? Store.open(directory.get()) : Store.none();
        } catch (StoreException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private SipSide.Around around(Tally tally) {
        return new SipSide.Around(List.copyOf(pbxs.values()), rooms, relay, attendances, tally, store, threads, clock);
    }

    /** First, so that a second Parley on this machine fails before it touches a PBX. */
    private void openSip() {
        try {
            if (sip.isPresent()) {
                sip.get().open();
            }
        } catch (StackException e) {
            close();
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** How the PBXs of a configuration are looked at without attaching to them. */
    public static List<Inspection> inspections(Config config) {
        return config.pbxs().stream().map(pbx -> inspection(config, pbx)).toList();
    }

    private static Inspection inspection(Config config, PbxConfig pbx) {
        Optional<FocusConfig> focus = config.sip().flatMap(SipConfig::focus);
        boolean isBehind = focus.flatMap(calls -> calls.behind(pbx.name())).isPresent();
        boolean dials = focus.filter(calls -> calls.dials(pbx.name())).isPresent();
        return switch (pbx) {
            case AsteriskConfig asterisk -> new AsteriskInspection(asterisk, isBehind, dials);
            case FreeSwitchConfig freeswitch -> new FreeSwitchInspection(freeswitch, isBehind);
        };
    }

    /** Waits until {@link #close} has been called and has done its work. */
    public void await() throws InterruptedException {
        ended.await();
    }

    public Rooms rooms() {
        return rooms;
    }

    public Traces traces() {
        return traces;
    }

    public List<PbxState> states() {
        return pbxs.values().stream()
                .map(pbx -> new PbxState(pbx.name(), pbx.link()))
                .toList();
    }

    /** Calls that go through the focus now. */
    public int focusCalls() {
        return sip.map(SipSide::focusCalls).orElse(0);
    }

    /** The port of health, metrics, rosters and traces, if they are served. */
    public Optional<Integer> adminPort() {
        return admin.map(AdminServer::port);
    }

    private Courier courier(String pbx) {
        Courier itself = Optional.ofNullable(pbxs.get(pbx)).orElseThrow();
        return sip.map(side -> side.beside(itself)).orElse(itself);
    }

    private Optional<String> phone(Member member) {
        return sip.flatMap(side -> side.phone(member));
    }

    private static boolean isDirect(Config config, String pbx) {
        return config.sip().filter(own -> own.direct().isFor(pbx)).isPresent();
    }

    private static Map<String, String> domains(Config config) {
        return config.pbxs().stream().collect(Collectors.toMap(PbxConfig::name, PbxConfig::domain));
    }

    private void tellSubscribers(RoomId room) {
        Optional.ofNullable(pbxs.get(room.pbx())).ifPresent(pbx -> pbx.news(room));
        sip.ifPresent(side -> side.news(room));
    }

    private void tellSip(Room before, RoomEvent event, Room after) {
        sip.ifPresent(own -> own.changed(before, event, after));
    }

    private static void watch(Pbx pbx, Metrics metrics) {
        metrics.watch(pbx.name(), pbx::link);
        metrics.watchQueue(pbx.name(), "events", pbx::backlog);
        metrics.watchDropped(pbx.name(), "events", pbx::dropped);
    }

    private Pbx attach(PbxConfig pbx, Clock clock) {
        return switch (pbx) {
            case AsteriskConfig asterisk -> new AsteriskPbx(asterisk, new Listener(), clock);
            case FreeSwitchConfig freeswitch -> new FreeSwitchPbx(freeswitch, new Listener(), attendances, clock);
        };
    }

    /** Ends in order: nothing new comes in, what was accepted goes out, then the connections end. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        pbxs.values().forEach(Pbx::closeDoors);
        sip.ifPresent(SipSide::closeDoors);
        drain();
        pbxs.values().forEach(Pbx::close);
        sip.ifPresent(SipSide::close);
        admin.ifPresent(AdminServer::close);
        store.close();
        ended.countDown();
    }

    private void drain() {
        Instant deadline = clock.instant().plus(config.chat().drain());
        try {
            boolean done = rooms.awaitApplied(until(deadline))
                    && lanes.awaitIdle(until(deadline))
                    && notices.awaitIdle(until(deadline));
            if (!done) {
                LOG.warn(
                        "Not everything went out within {}; the rest is lost",
                        config.chat().drain());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration until(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static void log(TextTrace trace) {
        LOG.info("{}", TextLine.of(trace));
    }

    /** Whoever asked for receipts by SIP hears of copies that failed. */
    private final class ForReceipts implements RelayListener {
        @Override
        public void decided(Relayed relayed) {}

        @Override
        public void settled(Settled settled) {
            sip.ifPresent(side -> side.listener().settled(settled));
        }
    }

    /** What PBXs say goes to the rooms; what people say goes to the relay. */
    private final class Listener implements PbxListener {
        private final Set<String> known = ConcurrentHashMap.newKeySet();

        @Override
        public void happened(RoomEvent event) {
            rooms.happened(event);
        }

        @Override
        public void listed(String pbx, Set<RoomId> listed) {
            rooms.listed(pbx, listed);
        }

        @Override
        public void inSight(String pbx) {
            if (!known.add(pbx)) {
                metrics.reconnected(pbx);
            }
            sip.ifPresent(side -> side.inSight(pbx));
        }

        @Override
        public void unseen(String pbx) {
            rooms.unseen(pbx);
            sip.ifPresent(side -> side.unseen(pbx));
        }

        @Override
        public void said(Text text) {
            relay.said(text);
        }

        @Override
        public void redirected(Redirect redirect) {
            sip.ifPresent(side -> side.redirected(redirect));
        }
    }
}
