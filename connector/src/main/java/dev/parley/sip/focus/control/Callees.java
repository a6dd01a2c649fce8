package dev.parley.sip.focus.control;

import dev.parley.conference.Attendances;
import dev.parley.conference.Referred;
import dev.parley.pbx.CallControl;
import dev.parley.pbx.Callee;
import dev.parley.pbx.Dialled;
import dev.parley.pbx.Invitation;
import dev.parley.pbx.Move;
import dev.parley.room.Room;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomId;
import dev.parley.room.RoomListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Those who are being called into rooms, until they come, or do not, or are called off. Thread-safe. */
final class Callees implements RoomListener {
    private static final int CALLED_OFF = 487;
    private static final Dialled ENDING = new Dialled.Failed(CALLED_OFF, "Parley is ending");
    /** A PBX makes a call a moment after it was told to; only then it can be ended. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Function<RoomId, CallControl> pbxs;
    private final Attendances attendances;
    private final Executor threads;
    private final Clock clock;
    private final Set<Called> ringing = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Callees(Function<RoomId, CallControl> pbxs, Attendances attendances, Executor threads, Clock clock) {
        this.pbxs = pbxs;
        this.attendances = attendances;
        this.threads = threads;
        this.clock = clock;
    }

    /** Somebody who is being called. */
    static final class Called {
        private final Invitation invitation;
        private final Referrer by;
        private final CountDownLatch over = new CountDownLatch(1);
        private Optional<String> off = Optional.empty();
        private boolean settled;

        Called(Invitation invitation, Referrer by) {
            this.invitation = invitation;
            this.by = by;
        }

        Callee callee() {
            return invitation.callee();
        }

        boolean isCalledBy(Referrer other) {
            return by.key().equals(other.key());
        }

        /** False where it is known already what came of it. */
        private synchronized boolean callOff(String why) {
            if (!settled) {
                off = off.or(() -> Optional.of(why));
            }
            return !settled;
        }

        /** Nobody can be called off any more. @return why somebody was */
        private synchronized Optional<String> settle() {
            settled = true;
            return off;
        }

        private boolean isOver(Duration within) {
            try {
                return over.await(within.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    /**
     * Blocks until it is known whether the callee comes.
     *
     * @param address of whoever has the callee called
     */
    Dialled call(Invitation invitation, Referrer by, String address) {
        Called called = new Called(invitation, by);
        Runnable forget =
                attendances.expect(invitation.room(), invitation::isLeg, new Referred(address, clock.instant()));
        ringing.add(called);
        try {
            Dialled came = outcome(called);
            if (came instanceof Dialled.Failed) {
                forget.run();
            }
            return came;
        } finally {
            ringing.remove(called);
            called.over.countDown();
        }
    }

    private Dialled outcome(Called called) {
        if (closed) {
            return ENDING;
        }
        CallControl pbx = pbxs.apply(called.invitation.room());
        Dialled came = pbx.dial(called.invitation);
        Optional<String> off = called.settle();
        if (off.isEmpty()) {
            return came;
        }
        if (came instanceof Dialled.Joined joined) {
            pbx.remove(called.invitation.room(), joined.member());
        }
        return new Dialled.Failed(CALLED_OFF, "called off: " + off.get());
    }

    /** Blocks until it is known whether whoever is moved comes. */
    Dialled move(Move move) {
        return closed ? ENDING : pbxs.apply(move.room()).move(move);
    }

    List<Called> ringing(RoomId room) {
        return ringing.stream()
                .filter(called -> called.invitation.room().equals(room))
                .toList();
    }

    /** Blocks; false if he has come meanwhile, or the PBX did not do it in time. */
    boolean callOff(Called called, String why) {
        if (!called.callOff(why)) {
            return false;
        }
        CallControl pbx = pbxs.apply(called.invitation.room());
        Instant deadline = clock.instant().plus(PATIENCE);
        do {
            pbx.callOff(called.invitation);
        } while (!called.isOver(AGAIN) && clock.instant().isBefore(deadline));
        return called.isOver(Duration.ZERO);
    }

    @Override
    public void changed(Room before, RoomEvent event, Room after) {
        if (after.isOver() && !before.isOver()) {
            ringing(after.id()).forEach(called -> threads.execute(() -> callOff(called, "the room has ended")));
        }
    }

    /** Calls nobody any more, and calls all off. Blocks until that is done, for some seconds at most. */
    void close() {
        closed = true;
        CompletableFuture.allOf(ringing.stream()
                        .map(called -> CompletableFuture.runAsync(() -> callOff(called, "Parley is ending"), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
