package dev.parley.conference;

import dev.parley.room.Flag;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.RoomListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Who came and went in every room, for all who tell it to subscribers. Thread-safe. A change of one room is news for the
 * subscribers of each room of its chat.
 */
public final class Attendances implements RoomListener {
    /** Several times as long as any subscriber waits for the next document, which tells who left. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Map<RoomId, Kept> rooms = new ConcurrentHashMap<>();
    private final Set<Expected> expected = ConcurrentHashMap.newKeySet();
    private final Function<RoomId, Set<RoomId>> links;
    private final UnaryOperator<String> domains;
    private final Clock clock;
    private final Consumer<RoomId> news;

    private record Kept(Room room, Attendance attendance, Instant at) {}

    private record Expected(RoomId room, Predicate<MemberId> callee, Referred by) {
        Optional<MemberId> callee(Room now) {
            return room.equals(now.id())
                    ? now.roster().keySet().stream().filter(callee).findFirst()
                    : Optional.empty();
        }
    }

    /**
     * @param links the other rooms of a room's chat
     * @param domains that of the addresses of record of a PBX, by its name
     * @param news hears of each room whose documents may say something else than before, on the thread of the room that
     *     changed; must not block
     */
    public Attendances(
            Function<RoomId, Set<RoomId>> links, UnaryOperator<String> domains, Clock clock, Consumer<RoomId> news) {
        this.links = links;
        this.domains = domains;
        this.clock = clock;
        this.news = news;
    }

    @Override
    public void changed(Room before, RoomEvent event, Room after) {
        if (event instanceof RoomEvent.Changed change && change.flag() == Flag.TALKING) {
            return; // no document says so
        }
        Instant now = clock.instant();
        rooms.compute(after.id(), (id, kept) -> {
            Attendance known = kept == null ? Attendance.NONE : kept.attendance();
            return new Kept(after, calledIn(known.after(before, event, after, now), after), now);
        });
        if (after.isOver()) {
            forget(now.minus(REMEMBERED));
        }
        news.accept(after.id());
        links.apply(after.id()).forEach(news);
    }

    private Attendance calledIn(Attendance attendance, Room now) {
        Attendance known = attendance;
        for (Expected call : expected) {
            Optional<MemberId> came = call.callee(now);
            if (came.isPresent() && expected.remove(call)) {
                known = known.calledIn(came.get(), call.by());
            }
        }
        return known;
    }

    /**
     * Somebody is being called into a room at somebody's word: documents say so of the callee from the moment of joining.
     *
     * @param callee whether it is a leg of whoever is called
     * @return to be run when it is known that the callee does not come
     */
    public Runnable expect(RoomId room, Predicate<MemberId> callee, Referred by) {
        Expected call = new Expected(room, callee, by);
        expected.add(call);
        return () -> expected.remove(call);
    }

    /** A member is about to be thrown out, or to be let go. @return takes it back if the member stays */
    public Runnable leaving(RoomId room, MemberId member, DisconnectionMethod method, String by) {
        Departure how = new Departure(Optional.of(method), clock.instant(), Optional.of(by));
        change(room, attendance -> attendance.leaving(member, how));
        return () -> change(room, attendance -> attendance.staying(member));
    }

    private void change(RoomId room, UnaryOperator<Attendance> change) {
        rooms.computeIfPresent(room, (id, kept) -> new Kept(kept.room(), change.apply(kept.attendance()), kept.at()));
    }

    /** All that there is to tell of a room now. */
    public Conference conference(RoomId room) {
        return new Conference(
                attended(room),
                links.apply(room).stream()
                        .sorted(Comparator.comparing(RoomId::toString))
                        .map(this::attended)
                        .toList());
    }

    private Attended attended(RoomId id) {
        Kept kept = rooms.get(id);
        String domain = domains.apply(id.pbx());
        return kept == null
                ? new Attended(Room.empty(id), Attendance.NONE, domain)
                : new Attended(kept.room(), kept.attendance(), domain);
    }

    private void forget(Instant before) {
        rooms.values().removeIf(kept -> kept.room().isOver() && kept.at().isBefore(before));
    }
}
