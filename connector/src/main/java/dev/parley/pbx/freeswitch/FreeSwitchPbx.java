package dev.parley.pbx.freeswitch;

import dev.parley.chat.Copy;
import dev.parley.chat.Limits;
import dev.parley.chat.Notice;
import dev.parley.chat.Outcome;
import dev.parley.chat.Part;
import dev.parley.chat.Route;
import dev.parley.conference.Attendances;
import dev.parley.config.FreeSwitchConfig;
import dev.parley.esl.EslClient;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslEvent;
import dev.parley.esl.EslException;
import dev.parley.esl.EslSubscription;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.FocusAddress;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Link;
import dev.parley.pbx.Move;
import dev.parley.pbx.Pbx;
import dev.parley.pbx.PbxListener;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A FreeSWITCH with mod_conference. Two connections to its event socket: one brings the events and lists, and is never
 * written to for anybody's text; the other carries the texts and brings their reports, so that no text waits behind a list.
 */
public final class FreeSwitchPbx implements Pbx {
    private static final Duration NOTICE_PATIENCE = Duration.ofSeconds(5);

    private final FreeSwitchConfig config;
    private final Clock clock;
    private final Reports reports = new Reports();
    private final EslClient commands;
    private final Attachment attachment;
    private final OutOfDialog outOfDialog;
    private final Notifier notifier;
    private final OutgoingCalls outgoing;

    /** Empty where the connection ended before FreeSWITCH answered. */
    @FunctionalInterface
    private interface Attempt {
        Optional<Outcome> on(EslConnection connection, Duration patience) throws EslException;
    }

    /** @param attendances what those who subscribe at this FreeSWITCH are told of */
    public FreeSwitchPbx(FreeSwitchConfig config, PbxListener listener, Attendances attendances, Clock clock) {
        this.config = config;
        this.clock = clock;
        Legs legs = new Legs();
        Contacts contacts = new Contacts(clock);
        this.commands = new EslClient(
                Sockets.address(config),
                Sockets.login(config),
                EslSubscription.to(List.of("BACKGROUND_JOB"), List.of(Reports.SUBCLASS)),
                Sockets.forCommands(config),
                new Reported());
        this.notifier = new Notifier(config, commands, attendances, clock);
        this.attachment = new Attachment(config, listener, legs, contacts, commands, notifier, clock);
        this.outOfDialog = new OutOfDialog(config, legs, contacts, reports);
        this.outgoing = new OutgoingCalls(config, attachment::isInside);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open() {
        commands.open();
        attachment.open();
        notifier.open();
    }

    @Override
    public Link link() {
        return attachment.link();
    }

    @Override
    public Limits limits(Route route, Copy copy) {
        return switch (route) {
            case OUT_OF_DIALOG -> OutOfDialog.limits();
            case IN_DIALOG -> InDialog.limits();
            case DIRECT -> throw notThroughPbx();
        };
    }

    @Override
    public Outcome send(Part part) {
        MemberId to = part.copy().to().id();
        Attempt attempt = switch (part.route()) {
            case OUT_OF_DIALOG -> (connection, patience) -> outOfDialog.send(part, connection, patience);
            case IN_DIALOG -> (connection, patience) -> Optional.of(InDialog.send(to, part.body(), connection));
            case DIRECT -> throw notThroughPbx();
        };
        return untilAnswered(attempt, part.copy().expires());
    }

    private static IllegalArgumentException notThroughPbx() {
        return new IllegalArgumentException("the direct route does not lead through a PBX");
    }

    @Override
    public Outcome answer(Notice notice) {
        Attempt attempt = notice.to()
                .leg()
                .<Attempt>map(
                        leg -> (connection, patience) -> Optional.of(InDialog.send(leg, notice.words(), connection)))
                .orElse((connection, patience) -> outOfDialog.answer(notice, connection, patience));
        return untilAnswered(attempt, clock.instant().plus(NOTICE_PATIENCE));
    }

    /**
     * A connection that ends before the answer leaves it open whether FreeSWITCH did it. It is tried again: a text that
     * comes twice in that rare moment is better than one that does not come.
     */
    private Outcome untilAnswered(Attempt attempt, Instant deadline) {
        while (attachment.awaitUp(deadline)) {
            Optional<EslConnection> connection = commands.await(deadline);
            if (connection.isEmpty()) {
                break;
            }
            try {
                Optional<Outcome> outcome = attempt.on(connection.get(), Duration.between(clock.instant(), deadline));
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            } catch (EslException e) {
                connection.get().close(); // ended or silent: the next one is on its way
            }
        }
        return new Outcome.Expired("FreeSWITCH " + config.name() + " did not take it in time");
    }

    @Override
    public Dialled dial(Invitation invitation) {
        return ready().map(connection -> outgoing.dial(invitation, connection)).orElseGet(this::outOfSight);
    }

    private Dialled outOfSight() {
        return new Dialled.Failed(503, "FreeSWITCH " + config.name() + " is out of sight");
    }

    @Override
    public Dialled move(Move move) {
        return ready().map(connection -> outgoing.move(move, connection)).orElseGet(this::outOfSight);
    }

    @Override
    public void callOff(Invitation invitation) {
        ready().ifPresent(connection -> outgoing.callOff(invitation, connection));
    }

    @Override
    public boolean remove(RoomId room, MemberId member) {
        Optional<EslConnection> connection = ready();
        try {
            return connection.isPresent() && OutgoingCalls.remove(member, connection.get());
        } catch (EslException e) {
            return false;
        }
    }

    private Optional<EslConnection> ready() {
        Instant deadline = clock.instant().plus(NOTICE_PATIENCE);
        return attachment.awaitUp(deadline) ? commands.await(deadline) : Optional.empty();
    }

    @Override
    public List<String> contacts(Member member, Duration patience) {
        Instant deadline = clock.instant().plus(patience);
        Optional<EslConnection> connection = attachment.awaitUp(deadline) ? commands.await(deadline) : Optional.empty();
        if (!member.identity().isKnown() || connection.isEmpty()) {
            return List.of();
        }
        try {
            return outOfDialog.contacts(member, connection.get()).stream()
                    .filter(uri -> !Contacts.leadsThroughFreeSwitch(uri))
                    .toList();
        } catch (EslException e) {
            return List.of();
        }
    }

    @Override
    public void news(RoomId room) {
        notifier.news(room);
    }

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
        commands.now().ifPresent(connection -> FocusPlate.show(connection, focus, lasting));
    }

    @Override
    public void takesNoCalls() {
        commands.now().ifPresent(FocusPlate::hide);
    }

    @Override
    public void closeDoors() {
        attachment.closeDoor();
    }

    @Override
    public void close() {
        attachment.close();
        notifier.close();
        commands.close();
    }

    /** Whether FreeSWITCH is in sight is told by the other connection. */
    private final class Reported implements EslClient.Listener {
        @Override
        public void connected(EslConnection connection, EslClient.Arrival arrival) {}

        @Override
        public void event(EslEvent event) {
            reports.reported(event);
        }

        /** Whoever waits for one of these reports sends again. */
        @Override
        public void missed(long events, String why) {
            reports.lost();
        }

        @Override
        public void disconnected(EslException why) {
            reports.lost();
        }
    }
}
