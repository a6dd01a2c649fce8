package dev.parley.sip.focus.control;

import dev.parley.config.ControlConfig;
import dev.parley.pbx.CallControl;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Printable;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.RoomListener;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address that makes a new room (RFC 4579 §5.4): a number out of a range of the PBX's rooms that nobody is in. A made
 * room ends when whoever made it leaves (§5.12). Thread-safe.
 */
public final class Factory implements RoomListener {
    /** For a call that has to be answered, and perhaps a password to be typed. */
    static final Duration RESERVED = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Factory.class);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlConfig.Factory config;
    private final Set<String> hosts;
    private final Function<RoomId, Room> rooms;
    private final CallControl pbx;
    private final Executor threads;
    private final Clock clock;
    private final Map<RoomId, Made> made = new HashMap<>();

    /** @param creator the leg of whoever made it, once it is there */
    private record Made(String user, Instant until, Optional<MemberId> creator) {}

    /** @param hosts of the address, lower case and without port */
    Factory(
            ControlConfig.Factory config,
            Set<String> hosts,
            Function<RoomId, Room> rooms,
            CallControl pbx,
            Executor threads,
            Clock clock) {
        this.config = config;
        this.hosts = Set.copyOf(hosts);
        this.rooms = rooms;
        this.pbx = pbx;
        this.threads = threads;
        this.clock = clock;
    }

    /** Whether the address makes rooms rather than being one. */
    public boolean isFactory(URI uri) {
        return uri instanceof SipURI sip
                && config.user().equals(sip.getUser())
                && hosts.contains(sip.getHost().toLowerCase(Locale.ROOT));
    }

    public boolean mayCreate(String user) {
        return config.users().contains(user);
    }

    /** A room of those that it gives out, used or not: for a PBX that has to ask for a password before one is made. */
    public RoomId any() {
        return new RoomId(config.pbx(), String.valueOf(config.first()));
    }

    /**
     * A room that nobody is in, kept for this user until somebody joins, for a minute at most.
     *
     * @return empty if he may not, or all rooms are in use
     */
    public Optional<RoomId> create(String user) {
        if (!mayCreate(user)) {
            LOG.info("{} may not make a room", Printable.of(user));
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>(
                IntStream.rangeClosed(config.first(), config.last()).boxed().toList());
        Collections.shuffle(numbers, RANDOM); // so that nobody knows the next one
        Optional<RoomId> free = numbers.stream()
                .map(number -> new RoomId(config.pbx(), String.valueOf(number)))
                .filter(room -> reserve(room, user))
                .findFirst();
        LOG.info(
                "{} makes a room: {}",
                Printable.of(user),
                free.map(RoomId::toString).orElse("none is free"));
        return free;
    }

    private synchronized boolean reserve(RoomId room, String user) {
        Instant now = clock.instant();
        Made before = made.get(room);
        if (!rooms.apply(room).isOver() || before != null && now.isBefore(before.until())) {
            return false;
        }
        made.put(room, new Made(user, now.plus(RESERVED), Optional.empty()));
        return true;
    }

    @Override
    public void changed(Room before, RoomEvent event, Room after) {
        if (isLeftToOthers(after)) {
            threads.execute(() -> after.members().forEach(member -> pbx.remove(after.id(), member.id())));
        }
    }

    /** Whether whoever made the room has gone from it just now. */
    private synchronized boolean isLeftToOthers(Room room) {
        Made known = made.get(room.id());
        if (known == null) {
            return false;
        }
        boolean lapsed = known.creator().isEmpty() && clock.instant().isAfter(known.until());
        if (lapsed || room.isOver()) {
            made.remove(room.id());
            return false;
        }
        Optional<MemberId> creator = creator(known, room);
        made.put(room.id(), new Made(known.user(), known.until(), creator));
        return known.creator().isPresent() && creator.isEmpty() && config.endsWithCreator();
    }

    /** By name; else whoever came first, since the number was told to nobody else. */
    private static Optional<MemberId> creator(Made known, Room room) {
        return room.members().stream()
                .filter(member -> member.identity().isNamed(known.user()))
                .findFirst()
                .or(() -> known.creator().isPresent()
                        ? known.creator().flatMap(room::member)
                        : room.members().stream().findFirst())
                .map(Member::id);
    }
}
