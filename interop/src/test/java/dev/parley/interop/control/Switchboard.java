package dev.parley.interop.control;

import dev.parley.chat.Text;
import dev.parley.interop.Await;
import dev.parley.pbx.CallControl;
import dev.parley.pbx.Callee;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Link;
import dev.parley.pbx.Pbx;
import dev.parley.pbx.PbxListener;
import dev.parley.pbx.Way;
import dev.parley.room.Member;
import dev.parley.room.MemberId;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.Rooms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A PBX's call control, and room 3001 as its events tell it. */
public final class Switchboard implements AutoCloseable {
    public static final Duration SOON = Duration.ofSeconds(30);
    public static final Duration RINGS = Duration.ofSeconds(4);
    public static final RoomId ROOM = new RoomId("main", "3001");

    private final Rooms rooms = new Rooms(Thread::startVirtualThread, List.of());
    private final Pbx pbx;

    public Switchboard(Function<PbxListener, Pbx> adapter) {
        this.pbx = adapter.apply(new Listener());
        pbx.open();
        if (Await.answer(SOON, () -> Optional.of(pbx.link()).filter(Link.Up.class::isInstance))
                .isEmpty()) {
            throw new AssertionError(pbx.link());
        }
    }

    public CallControl control() {
        return pbx;
    }

    public static Invitation invitation(String user) {
        return invitation(user, Way.USUAL);
    }

    public static Invitation invitation(String user, Way way) {
        return Invitation.to(ROOM, new Callee(user, "pbx.example"), way, RINGS);
    }

    /** Rings for longer than a test takes. */
    public static Invitation patient(String user) {
        return Invitation.to(ROOM, new Callee(user, "pbx.example"), Way.USUAL, SOON);
    }

    /** The SIP code of the failure. */
    public int failure(String user) {
        return failure(invitation(user));
    }

    public int failure(Invitation invitation) {
        if (pbx.dial(invitation) instanceof Dialled.Failed failed) {
            return failed.code();
        }
        throw new AssertionError(invitation.callee() + " came");
    }

    public Member awaitMember(MemberId id) {
        awaitRoom(room -> room.member(id).isPresent());
        return rooms.get(ROOM).member(id).orElseThrow();
    }

    public void awaitRoom(Predicate<Room> condition) {
        if (Await.answer(SOON, () -> Optional.of(rooms.get(ROOM)).filter(condition))
                .isEmpty()) {
            throw new AssertionError("the room never became so: " + rooms.get(ROOM));
        }
    }

    @Override
    public void close() {
        pbx.close();
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
        public void said(Text text) {}
    }
}
