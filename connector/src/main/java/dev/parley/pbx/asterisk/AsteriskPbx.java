package dev.parley.pbx.asterisk;

import dev.parley.chat.Copy;
import dev.parley.chat.Limits;
import dev.parley.chat.Notice;
import dev.parley.chat.Outcome;
import dev.parley.chat.Overheard;
import dev.parley.chat.Part;
import dev.parley.chat.Route;
import dev.parley.config.AsteriskConfig;
import dev.parley.config.ScribeConfig;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.FocusAddress;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Link;
import dev.parley.pbx.Move;
import dev.parley.pbx.Pbx;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.ScribeHost;
import dev.parley.pbx.Writer;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.asteriskjava.manager.event.ManagerEvent;

/**
 * An Asterisk with ConfBridge rooms. Two AMI connections: one brings the events and lists, and is never written to for
 * anybody's text; the other carries the texts, so that no answer waits behind a burst of events.
 */
public final class AsteriskPbx implements Pbx {
    private static final Duration NOTICE_PATIENCE = Duration.ofSeconds(5);

    private final AsteriskConfig config;
    private final Clock clock;
    private final AmiLink eventLink;
    private final AmiLink actionLink;
    private final Signatures signatures = new Signatures();
    private final Attachment attachment;
    private final Contacts contacts;
    private final OutOfDialog outOfDialog;
    private final InDialog inDialog;
    private final OutgoingCalls outgoing;
    private final Optional<FastAgiDoor> fastAgi;

    public AsteriskPbx(AsteriskConfig config, PbxListener listener, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.contacts = new Contacts(clock);
        this.outgoing = new OutgoingCalls(contacts);
        Optional<AmiOverHttp> http = config.http().map(root -> new AmiOverHttp(config, root));
        this.outOfDialog = new OutOfDialog(config, contacts, http);
        this.inDialog = new InDialog(http);
        this.actionLink = new AmiLink(config, false, new ActionListener());
        this.attachment = new Attachment(config, listener, contacts, actionLink, outgoing, signatures, clock);
        this.eventLink = new AmiLink(config, true, attachment);
        this.fastAgi = config.door() instanceof AsteriskConfig.Door.FastAgi where
                ? Optional.of(new FastAgiDoor(where, attachment::take))
                : Optional.empty();
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open() {
        attachment.open();
        fastAgi.ifPresent(FastAgiDoor::open);
        actionLink.open("ami-actions-" + config.name());
        eventLink.open("ami-events-" + config.name());
    }

    @Override
    public Link link() {
        return attachment.link();
    }

    @Override
    public Limits limits(Route route, Copy copy) {
        return switch (route) {
            case OUT_OF_DIALOG -> outOfDialog.limits(copy.body());
            case IN_DIALOG -> inDialog.limits(copy.body());
            case DIRECT -> throw notThroughPbx();
        };
    }

    @Override
    public Outcome send(Part part) {
        BiFunction<AmiSession, Duration, Optional<Outcome>> attempt = switch (part.route()) {
            case OUT_OF_DIALOG -> (session, patience) -> outOfDialog.send(part, session, patience);
            case IN_DIALOG -> (session, patience) -> inDialog.send(part, session, patience);
            case DIRECT -> throw notThroughPbx();
        };
        return untilAnswered(attempt, part.copy().expires());
    }

    private static IllegalArgumentException notThroughPbx() {
        return new IllegalArgumentException("the direct route does not lead through a PBX");
    }

    /** Whoever wrote inside a call reads the answer there. */
    @Override
    public Outcome answer(Notice notice) {
        Optional<MemberId> leg = notice.to().overheard().flatMap(Overheard::perhaps);
        return untilAnswered(
                (session, patience) -> Optional.of(
                        leg.isPresent()
                                ? inDialog.answer(leg.get(), notice.words(), session, patience)
                                : outOfDialog.answer(notice, session, patience)),
                clock.instant().plus(NOTICE_PATIENCE));
    }

    @Override
    public Optional<ScribeHost> scribeHost() {
        return config.scribe().map(ScribeRooms::new);
    }

    /** The rooms that want a scribe. */
    private final class ScribeRooms implements ScribeHost {
        private final ScribeConfig account;

        ScribeRooms(ScribeConfig account) {
            this.account = account;
        }

        @Override
        public String pbx() {
            return config.name();
        }

        @Override
        public ScribeConfig account() {
            return account;
        }

        @Override
        public boolean wants(RoomId room) {
            return room.pbx().equals(config.name()) && config.wantsScribe(room.name());
        }

        @Override
        public Writer writer(Room room, String shown) {
            return signatures.writer(shown, room.members());
        }

        @Override
        public void atWork(boolean working) {
            attachment.scribe(working);
        }
    }

    /**
     * A connection that ends before the answer leaves it open whether Asterisk did it. It is tried again: a text that
     * comes twice in that rare moment is better than one that does not come.
     */
    private Outcome untilAnswered(BiFunction<AmiSession, Duration, Optional<Outcome>> attempt, Instant deadline) {
        while (attachment.awaitBooted(deadline)) {
            Optional<AmiSession> session = actionLink.await(deadline);
            if (session.isEmpty()) {
                break;
            }
            Duration patience = Duration.between(clock.instant(), deadline);
            Optional<Outcome> outcome = attempt.apply(session.get(), patience);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new Outcome.Expired("Asterisk " + config.name() + " did not take it in time");
    }

    @Override
    public List<String> contacts(Member member, Duration patience) {
        Instant deadline = clock.instant().plus(patience);
        if (!member.identity().isKnown() || !attachment.awaitBooted(deadline)) {
            return List.of();
        }
        return actionLink
                .await(deadline)
                .map(session -> contacts.of(member.identity().endpoint(), session, patience))
                .map(AsteriskPbx::uris)
                .orElse(List.of());
    }

    @Override
    public Dialled dial(Invitation invitation) {
        return ready().map(session -> outgoing.dial(invitation, session)).orElseGet(this::outOfSight);
    }

    private Dialled outOfSight() {
        return new Dialled.Failed(503, "Asterisk " + config.name() + " is out of sight");
    }

    @Override
    public Dialled move(Move move) {
        return ready().map(session -> outgoing.move(move, session)).orElseGet(this::outOfSight);
    }

    @Override
    public void callOff(Invitation invitation) {
        ready().ifPresent(session -> outgoing.callOff(invitation, session));
    }

    @Override
    public boolean remove(RoomId room, MemberId member) {
        return ready().filter(session -> Kick.out(room, member, session)).isPresent();
    }

    private Optional<AmiSession> ready() {
        Instant deadline = clock.instant().plus(NOTICE_PATIENCE);
        return attachment.awaitBooted(deadline) ? actionLink.await(deadline) : Optional.empty();
    }

    private static List<String> uris(Contacts.Found found) {
        return found instanceof Contacts.Found.Devices devices
                ? devices.contacts().stream().map(Contact::uri).toList()
                : List.of();
    }

    /** Nobody has: Asterisk refuses SUBSCRIBE for a room with 489 (22.10). */
    @Override
    public void news(RoomId room) {}

    @Override
    public int backlog() {
        return attachment.backlog();
    }

    @Override
    public long dropped() {
        return attachment.dropped();
    }

    @Override
    public void takesCalls(FocusAddress focus, Duration lasting) {
        actionLink.now().ifPresent(session -> Doorplate.calls(session, focus, lasting));
    }

    @Override
    public void takesNoCalls() {
        actionLink.now().ifPresent(Doorplate::noCalls);
    }

    @Override
    public void closeDoors() {
        attachment.closeDoor();
        fastAgi.ifPresent(FastAgiDoor::close);
    }

    @Override
    public void close() {
        closeDoors();
        attachment.close();
        eventLink.close();
        actionLink.close();
    }

    /** The connection for texts has no news of its own: whether Asterisk is in sight is told by the other. */
    private static final class ActionListener implements AmiLink.Listener {
        @Override
        public void up(AmiSession session) {}

        @Override
        public void event(ManagerEvent event) {}

        @Override
        public void down(String why) {}
    }
}
