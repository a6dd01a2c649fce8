package dev.parley.pbx.asterisk;

import dev.parley.config.AsteriskConfig;
import dev.parley.pbx.Link;
import dev.parley.pbx.LinkState;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.asterisk.wire.ParleyRedirectEvent;
import dev.parley.pbx.asterisk.wire.ParleyTextEvent;
import dev.parley.room.Identity;
import dev.parley.room.MemberId;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.action.ConfbridgeKickAction;
import org.asteriskjava.manager.event.AttendedTransferEvent;
import org.asteriskjava.manager.event.ContactStatusEvent;
import org.asteriskjava.manager.event.FullyBootedEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of the connection that brings events: wait for FullyBooted, list, apply events, list again now and then and
 * on doubt. All on one thread, fed in the order of the wire.
 */
final class Attachment implements AmiLink.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attachment.class);
    private static final Instant NOW = Instant.MIN;
    private static final Instant NEVER = Instant.MAX;
    private static final Duration TICK = Duration.ofMillis(250);
    /** Asterisk answers a list in milliseconds; one that has not come after this long got lost. */
    private static final Duration LIST_PATIENCE = Duration.ofSeconds(10);

    private static final Duration BARRIER_PATIENCE = Duration.ofSeconds(1);
    /** A text that was past the door's plate when it changed still has some steps of the dialplan before it. */
    private static final Duration STRAGGLERS = Duration.ofMillis(300);

    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    /** A swapped-in channel is asked about over the connection for texts: few at a time, so that texts go first. */
    private static final int INQUIRIES_AT_ONCE = 4;

    private final AsteriskConfig config;
    private final Contacts contacts;
    private final AmiLink actions;
    private final OutgoingCalls outgoing;
    private final Clock clock;
    private final Mirror mirror;
    private final TextDoor door;
    private final Redirects redirects;
    private final Missed missed = new Missed();
    /** Texts that came before the lists: who said them is not known yet, nor what was missed before them. */
    private final List<ParleyTextEvent> early = new ArrayList<>();

    private final Backlog backlog = new Backlog();
    private final Semaphore inquiries = new Semaphore(INQUIRIES_AT_ONCE);
    private final LinkState link;
    private volatile Optional<AmiSession> session = Optional.empty();
    private volatile boolean scribeAtWork;
    private boolean attachedBefore;
    private Optional<Listing> listing = Optional.empty();
    private Instant nextList = NEVER;
    private int lists;
    private final Thread worker;
    private volatile boolean closed;

    Attachment(
            AsteriskConfig config,
            PbxListener listener,
            Contacts contacts,
            AmiLink actions,
            OutgoingCalls outgoing,
            Signatures signatures,
            Clock clock) {
        this.config = config;
        this.contacts = contacts;
        this.actions = actions;
        this.outgoing = outgoing;
        this.clock = clock;
        this.link = new LinkState(clock);
        this.worker = Thread.ofVirtual().name("asterisk-" + config.name()).unstarted(this::work);
        this.mirror = new Mirror(config, listener, this::inquire, signatures, clock);
        this.door = new TextDoor(mirror, listener, clock);
        this.redirects = new Redirects(mirror::room, listener);
    }

    void open() {
        worker.start();
        Thread.ofVirtual().name("asterisk-clock-" + config.name()).start(this::tick);
    }

    Link link() {
        return link.now();
    }

    /** Waits until Asterisk has loaded its modules; before that it knows no MessageSend. */
    boolean awaitBooted(Instant deadline) {
        return link.awaitUp(deadline);
    }

    int backlog() {
        return backlog.size();
    }

    long dropped() {
        return backlog.dropped();
    }

    void take(MessageRecord message) {
        door.take(message);
    }

    /** Whether whoever comes into a room from now on is told by the scribe what others write inside their calls. */
    void scribe(boolean atWork) {
        if (scribeAtWork == atWork) {
            return;
        }
        scribeAtWork = atWork;
        session.ifPresent(now -> Doorplate.scribe(now, atWork));
    }

    /** From now on the dialplan tells senders that nobody is here; what it passed on before is still taken in. */
    void closeDoor() {
        session.ifPresent(Doorplate::close);
        awaitStragglers();
        CountDownLatch applied = new CountDownLatch(1);
        backlog.add(new Item.Barrier(applied));
        try {
            applied.await(BARRIER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitStragglers() {
        try {
            TimeUnit.MILLISECONDS.sleep(STRAGGLERS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void up(AmiSession now) {
        backlog.add(new Item.Up(now));
    }

    @Override
    public void event(ManagerEvent event) {
        if (event instanceof ParleyRedirectEvent redirect) {
            redirects.take(redirect);
        } else {
            backlog.add(new Item.Event(event));
        }
    }

    @Override
    public void down(String why) {
        backlog.add(new Item.Down(why));
    }

    private void work() {
        while (!closed) {
            try {
                Item item = backlog.take();
                if (!closed) {
                    apply(item);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error(
                        "Asterisk {}: an item from AMI could not be applied; all lists are fetched anew",
                        config.name(),
                        e);
                nextList = NOW;
            }
        }
    }

    private void apply(Item item) {
        switch (item) {
            case Item.Up up -> session = Optional.of(up.session());
            case Item.Event event -> said(event.event());
            case Item.Reply reply -> listing.ifPresent(list -> list.reply(reply.action(), reply.reply()));
            case Item.Described described -> mirror.described(described.facts());
            case Item.Unanswered unanswered -> askAgain(unanswered.member());
            case Item.Down down -> lost(down.why());
            case Item.Barrier barrier -> barrier.applied().countDown();
            case Item.Tick tick -> {
                if (backlog.takeDoubt() || !clock.instant().isBefore(nextList)) {
                    nextList = NOW;
                }
            }
        }
        if (nextList.equals(NOW)) {
            session.ifPresent(this::list); // FullyBooted may come before the login is done: then as soon as it is
        }
        listing.filter(Listing::isDone).ifPresent(this::listed);
    }

    private void said(ManagerEvent event) {
        switch (event) {
            case FullyBootedEvent booted -> nextList = NOW;
            case ParleyTextEvent text -> texted(text);
            case AttendedTransferEvent transfer -> {
                mirror.transferred();
                nextList = NOW;
            }
            case ContactStatusEvent contact -> contacts.changed(AmiFields.text(contact.getEndpointName()));
            default -> {
                mirror.event(event);
                listing.ifPresent(list -> list.event(event));
                outgoing.heard(event);
            }
        }
    }

    private void texted(ParleyTextEvent text) {
        if (!(link.now() instanceof Link.Up)) {
            early.add(text);
        } else if (missed.isNew(AmiFields.text(text.getSeq()))) {
            door.take(MessageRecord.of(text));
        }
    }

    private void list(AmiSession now) {
        Listing next = new Listing(
                "list-" + ++lists, now, mirror, (action, reply) -> backlog.add(new Item.Reply(action, reply)));
        listing = Optional.of(next);
        nextList = clock.instant().plus(LIST_PATIENCE);
        next.start();
    }

    private void listed(Listing done) {
        listing = Optional.empty();
        nextList = clock.instant().plus(config.reconcile());
        if (done.failure().isPresent()) {
            link.down(config.name() + ": " + done.failure().get());
            return;
        }
        if (!(link.now() instanceof Link.Up)) {
            session.ifPresent(this::attached);
        }
    }

    private void attached(AmiSession now) {
        Doorplate.open(now);
        Doorplate.scribe(now, scribeAtWork);
        if (!attachedBefore) {
            attachedBefore = true;
            mirror.scribes().forEach((room, channels) -> channels.forEach(channel -> dismiss(now, room, channel)));
        }
        OptionalLong forgotten = missed.fetch(variables -> Inquiry.globals(now, variables), door::take);
        if (forgotten.isEmpty()) {
            now.close(); // the next connection fetches the rest
            return;
        }
        if (forgotten.getAsLong() > 0) {
            LOG.warn(
                    "Asterisk {}: {} texts came while it was out of sight and are forgotten there",
                    config.name(),
                    forgotten.getAsLong());
        }
        String version = Inquiry.version(now);
        link.up(version);
        mirror.inSight();
        List.copyOf(early).forEach(this::texted);
        early.clear();
        LOG.info("Asterisk {} is in sight: {}", config.name(), version);
    }

    /** The leg of a Parley that ended without a goodbye: nobody reads there any more. */
    private static void dismiss(AmiSession now, RoomId room, String channel) {
        now.ask(new ConfbridgeKickAction(AmiValue.line(room.name()), AmiValue.line(channel)), BARRIER_PATIENCE);
    }

    private void lost(String why) {
        session = Optional.empty();
        listing = Optional.empty();
        nextList = NEVER;
        early.clear(); // the dialplan remembers them
        if (link.down(why)) {
            LOG.warn("Asterisk {} is out of sight: {}", config.name(), why);
        }
        contacts.forgetAll();
        mirror.lost();
    }

    /** With the next list, which comes at once after a transfer: only it tells what the channel is called by then. */
    private void askAgain(MemberId member) {
        mirror.unanswered(member);
        Instant soon = clock.instant().plus(ASK_AGAIN);
        if (mirror.isDoubtful() && listing.isEmpty() && soon.isBefore(nextList)) {
            nextList = soon;
        }
    }

    private void inquire(RoomId room, Channel channel) {
        Thread.startVirtualThread(() -> {
            inquiries.acquireUninterruptibly();
            try {
                MemberId member = new MemberId(channel.uniqueId());
                Identity who = new Members(config).identity(channel);
                Optional<RoomEvent.Described> facts =
                        actions.now().flatMap(now -> new Inquiry(now, channel).describe(room, member, who));
                backlog.add(facts.<Item>map(Item.Described::new).orElseGet(() -> new Item.Unanswered(member)));
            } finally {
                inquiries.release();
            }
        });
    }

    private void tick() {
        while (!closed) {
            try {
                TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
            } catch (InterruptedException e) {
                return;
            }
            backlog.add(new Item.Tick());
        }
    }

    @Override
    public void close() {
        closed = true;
        backlog.add(new Item.Tick());
        if (!worker.isAlive()) {
            return;
        }
        try {
            worker.join(BARRIER_PATIENCE); // what it is applying may still need the rooms
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
