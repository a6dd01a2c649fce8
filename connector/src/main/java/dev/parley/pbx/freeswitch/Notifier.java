package dev.parley.pbx.freeswitch;

import dev.parley.conference.Attendances;
import dev.parley.conference.Description;
import dev.parley.conference.Document;
import dev.parley.config.FreeSwitchConfig;
import dev.parley.esl.EslClient;
import dev.parley.esl.EslConnection;
import dev.parley.esl.EslEvent;
import dev.parley.esl.EslException;
import dev.parley.esl.OutgoingEvent;
import dev.parley.pbx.RoomUri;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conference event package (RFC 4575) over FreeSWITCH's own SIP side: FreeSWITCH takes SUBSCRIBE, asks by
 * CONFERENCE_DATA_QUERY, and sends a NOTIFY of each CONFERENCE_DATA to the room's subscribers (1.11, with manage-presence and
 * without its own rfc-4579 flag).
 */
final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final FreeSwitchConfig config;
    private final EslClient commands;
    private final Attendances attendances;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<RoomId, Bulletin> bulletins = new HashMap<>();
    private boolean closed;

    private record Outgoing(RoomId room, Bulletin.Issue issue) {}

    Notifier(FreeSwitchConfig config, EslClient commands, Attendances attendances, Clock clock) {
        this.config = config;
        this.commands = commands;
        this.attendances = attendances;
        this.clock = clock;
    }

    void open() {
        Thread.ofVirtual().name("freeswitch-notifier-" + config.name()).start(this::tellAll);
    }

    void news(RoomId room) {
        locked(() -> bulletin(room).become(attendances.conference(room)));
    }

    /** A CONFERENCE_DATA_QUERY. A room that nobody is in can be subscribed to as well. */
    void asked(EslEvent query, RoomId room) {
        query.header("Call-Id").ifPresent(callId -> locked(() -> bulletin(room).asked(callId)));
    }

    @Override
    public void close() {
        locked(() -> closed = true);
    }

    private Bulletin bulletin(RoomId room) {
        return bulletins.computeIfAbsent(
                room,
                id -> new Bulletin(
                        attendances.conference(id),
                        Description.of(RoomUri.of(id, config.domain()), id.name()),
                        clock.instant()));
    }

    private void tellAll() {
        List<Outgoing> outgoing = awaitDue();
        while (!outgoing.isEmpty()) {
            outgoing.forEach(this::send);
            outgoing = awaitDue();
        }
    }

    /** @return nothing when this is closed */
    private List<Outgoing> awaitDue() {
        lock.lock();
        try {
            List<Outgoing> due = due();
            while (due.isEmpty() && !closed) {
                long nanos = changed.awaitNanos(untilNextDue().toNanos());
                LOG.trace("{} looked for news, {} ns early", config.name(), nanos);
                due = due();
            }
            return closed ? List.of() : due;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<Outgoing> due() {
        Instant now = clock.instant();
        List<Outgoing> due = new ArrayList<>();
        bulletins.forEach((room, bulletin) -> {
            if (bulletin.due(now).filter(at -> !at.isAfter(now)).isPresent()) {
                bulletin.issues(now).forEach(issue -> due.add(new Outgoing(room, issue)));
            }
        });
        bulletins.values().removeIf(bulletin -> bulletin.isForgotten(now));
        return due;
    }

    private Duration untilNextDue() {
        Instant now = clock.instant();
        return bulletins.values().stream()
                .flatMap(bulletin -> bulletin.due(now).stream())
                .map(at -> Duration.between(now, at))
                .filter(wait -> wait.compareTo(IDLE) < 0)
                .min(Duration::compareTo)
                .orElse(IDLE);
    }

    private void send(Outgoing outgoing) {
        Optional<EslConnection> connection = commands.now();
        if (connection.isEmpty()) {
            return; // FreeSWITCH forgets the room's state with the connection's end: the next list tells all anew
        }
        Bulletin.Issue issue = outgoing.issue();
        OutgoingEvent data = OutgoingEvent.named("CONFERENCE_DATA")
                .with("conference-name", outgoing.room().name())
                .with("conference-domain", host(config.domain()))
                .with("content-type", Document.CONTENT_TYPE)
                .withBody(issue.document().bytes());
        OutgoingEvent toOne =
                issue.callId().map(callId -> data.with("call_id", callId)).orElse(data);
        try {
            connection.get().sendEvent(issue.last() ? toOne.with("final", "true") : toOne);
        } catch (EslException e) {
            LOG.debug("{} was not told: {}", outgoing.room(), e.getMessage());
        }
    }

    /** Conferences belong to a domain without a port. */
    private static String host(String domain) {
        return domain.replaceFirst(":[0-9]{1,5}$", "");
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
