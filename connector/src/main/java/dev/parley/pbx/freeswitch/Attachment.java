package dev.parley.pbx.freeswitch;

import dev.parley.config.FreeSwitchConfig;
import dev.parley.esl.EslClient;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslEvent;
import dev.parley.esl.EslException;
import dev.parley.esl.EslSubscription;
import dev.parley.pbx.Link;
import dev.parley.pbx.LinkState;
import dev.parley.pbx.PbxListener;
import dev.parley.room.MemberId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of the connection that brings events: subscribe, list, apply events, list again now and then and on doubt. One
 * thread at a time, with events in the order of the wire.
 */
final class Attachment implements EslClient.Listener, AutoCloseable {
    static final EslSubscription EVENTS = EslSubscription.to(
            List.of("HEARTBEAT", "RECV_MESSAGE", "CHANNEL_HOLD", "CHANNEL_UNHOLD", "CONFERENCE_DATA_QUERY"),
            List.of(
                    "conference::maintenance",
                    "sofia::register",
                    "sofia::unregister",
                    "sofia::expire",
                    Redirects.SUBCLASS));

    private static final Logger LOG = LoggerFactory.getLogger(Attachment.class);
    /** A text that was past the chatplan's question when the plate changed is still on its way to us. */
    private static final Duration STRAGGLERS = Duration.ofMillis(300);

    private static final Duration APPLIED = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(20);
    /** Over the connection for texts: few at a time, so that texts go first. */
    private static final int INQUIRIES_AT_ONCE = 4;

    private static final int LIST_TRIES = 5;

    private final FreeSwitchConfig config;
    private final PbxListener listener;
    private final Contacts contacts;
    private final Registrations registrations = new Registrations();
    private final RegistrationInquiry registrationInquiry;
    private final EslClient commands;
    private final Notifier notifier;
    private final LinkState link;
    private final Mirror mirror;
    private final TextDoor door;
    private final Redirects redirects;
    private final Legs legs;
    private final EslClient events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition listDue = lock.newCondition();
    private final Set<MemberId> asked = ConcurrentHashMap.newKeySet();
    private final Semaphore inquiries = new Semaphore(INQUIRIES_AT_ONCE);
    private final AtomicLong dropped = new AtomicLong();
    private boolean closed;

    Attachment(
            FreeSwitchConfig config,
            PbxListener listener,
            Legs legs,
            Contacts contacts,
            EslClient commands,
            Notifier notifier,
            Clock clock) {
        this.config = config;
        this.listener = listener;
        this.legs = legs;
        this.contacts = contacts;
        this.commands = commands;
        this.notifier = notifier;
        this.link = new LinkState(clock);
        this.mirror = new Mirror(config, listener, legs, clock);
        this.registrationInquiry = new RegistrationInquiry(registrations, legs, commands);
        this.door = new TextDoor(mirror, registrations, listener, clock);
        this.redirects = new Redirects(mirror::room, listener);
        this.events =
                new EslClient(Sockets.address(config), Sockets.login(config), EVENTS, Sockets.forEvents(config), this);
    }

    void open() {
        events.open();
        Thread.ofVirtual().name("freeswitch-lists-" + config.name()).start(this::keepListing);
    }

    Link link() {
        return link.now();
    }

    boolean awaitUp(Instant deadline) {
        return link.awaitUp(deadline);
    }

    boolean isInside(MemberId member) {
        return locked(() -> mirror.whereabouts(member).isPresent());
    }

    int backlog() {
        return events.now().map(EslConnection::backlog).orElse(0);
    }

    long dropped() {
        return dropped.get();
    }

    @Override
    public void connected(EslConnection connection, EslClient.Arrival arrival) throws EslException {
        contacts.forgetAll();
        registrations.forgetAll();
        asked.clear();
        String version = connection.api("version").text().strip();
        try {
            List<ConferenceList> lists =
                    ConferenceList.read(connection.api("conference json_list").text());
            locked(() -> mirror.listed(lists));
        } catch (UnreadableListException e) {
            down(config.name() + ": " + e.getMessage());
            connection.close(); // the next try is half a second away
            return;
        }
        Doorplate.open(connection);
        link.up(version);
        listener.inSight(config.name());
        describe();
        LOG.info("FreeSWITCH {} is in sight: {}", config.name(), version);
    }

    @Override
    public void event(EslEvent event) {
        if (event.subclass().equals(Redirects.SUBCLASS)) {
            redirects.take(event);
            return;
        }
        locked(() -> apply(event));
        if (event.header("Action").filter("add-member"::equals).isPresent()) {
            describe();
        }
    }

    @Override
    public void missed(long events, String why) {
        dropped.addAndGet(events);
        LOG.error("FreeSWITCH {}: {} events are lost, texts may be among them: {}", config.name(), events, why);
        listSoon();
    }

    @Override
    public void disconnected(EslException why) {
        if (locked(() -> closed)) {
            return;
        }
        down(why.getMessage());
        listener.unseen(config.name());
    }

    private void down(String why) {
        if (link.down(why)) {
            LOG.warn("FreeSWITCH {} is out of sight: {}", config.name(), why);
        }
    }

    private void apply(EslEvent event) {
        switch (event.name()) {
            case "RECV_MESSAGE" -> door.take(event);
            case "CHANNEL_HOLD" -> mirror.held(event, true);
            case "CHANNEL_UNHOLD" -> mirror.held(event, false);
            case "CONFERENCE_DATA_QUERY" -> asked(event);
            case "HEARTBEAT" -> events.now().ifPresent(this::renewPlate);
            default -> custom(event);
        }
    }

    /** A room that nobody is in can be subscribed to as well. */
    private void asked(EslEvent query) {
        query.header("Conference-Name").flatMap(mirror::room).ifPresent(room -> notifier.asked(query, room));
    }

    private void custom(EslEvent event) {
        if (event.subclass().startsWith("sofia::")) {
            String account = first(event, "from-user", "user") + "@" + first(event, "from-host", "host");
            contacts.changed(account);
            registrationInquiry.heard(event, account);
            return;
        }
        mirror.conference(event);
        String action = event.header("Action").orElse("");
        if (action.equals("lock") || action.equals("unlock")) {
            listDue.signalAll(); // also said of a room that was locked before: the list knows
        }
    }

    private static String first(EslEvent event, String name, String otherwise) {
        return event.header(name).or(() -> event.header(otherwise)).orElse("");
    }

    /** Not here: its answers would wait for events that wait for this. */
    private void renewPlate(EslConnection connection) {
        Thread.startVirtualThread(() -> Doorplate.open(connection));
    }

    private void describe() {
        Set<MemberId> unknown = locked(mirror::undescribed);
        asked.retainAll(unknown);
        unknown.stream().filter(asked::add).forEach(member -> Thread.startVirtualThread(() -> inquire(member)));
        registrationInquiry.renew();
    }

    /** One that has not answered is asked again after the next list. */
    private void inquire(MemberId member) {
        inquiries.acquireUninterruptibly();
        try {
            var facts = commands.now();
            if (facts.isPresent()) {
                Inquiry.describe(member, facts.get()).ifPresent(found -> locked(() -> mirror.described(member, found)));
                registrationInquiry.renew();
            }
        } catch (EslException e) {
            LOG.debug("FreeSWITCH {} did not describe {}: {}", config.name(), member, e.getMessage());
        } finally {
            inquiries.release();
        }
    }

    private void keepListing() {
        while (awaitListDue()) {
            events.now().filter(connection -> link.now() instanceof Link.Up).ifPresent(this::list);
        }
    }

    /**
     * A list that was asked for before an event changed a room may be older than the event, and must not undo it: it is asked
     * for anew.
     */
    private void list(EslConnection connection) {
        try {
            for (int i = 0; i < LIST_TRIES; i++) {
                long before = locked(mirror::changes);
                List<ConferenceList> lists = ConferenceList.read(
                        connection.api("conference json_list").text());
                if (locked(() -> listed(lists, before))) {
                    asked.clear();
                    describe();
                    return;
                }
            }
        } catch (EslException e) {
            LOG.debug("FreeSWITCH {} listed nothing: {}", config.name(), e.getMessage());
        } catch (UnreadableListException e) {
            LOG.warn("FreeSWITCH {}: {}", config.name(), e.getMessage());
        }
    }

    private boolean listed(List<ConferenceList> lists, long changesBefore) {
        if (mirror.changes() != changesBefore) {
            return false;
        }
        mirror.listed(lists);
        return true;
    }

    private boolean awaitListDue() {
        lock.lock();
        try {
            if (!closed) {
                boolean soon = listDue.await(config.reconcile().toMillis(), TimeUnit.MILLISECONDS);
                LOG.trace("{} lists again {}", config.name(), soon ? "on doubt" : "as usual");
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void listSoon() {
        locked(listDue::signalAll);
    }

    /** From now on the chatplan tells senders that nobody is here; what it passed on before is still taken in. */
    void closeDoor() {
        events.now().ifPresent(Doorplate::close);
        Instant deadline = Instant.now().plus(APPLIED);
        try {
            TimeUnit.MILLISECONDS.sleep(STRAGGLERS.toMillis());
            while (backlog() > 0 && Instant.now().isBefore(deadline)) {
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        locked(() -> {
            closed = true;
            listDue.signalAll();
        });
        events.close();
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
