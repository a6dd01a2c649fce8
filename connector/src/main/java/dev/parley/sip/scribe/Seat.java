package dev.parley.sip.scribe;

import dev.parley.pbx.ScribeHost;
import dev.parley.room.RoomId;
import dev.parley.sip.dialog.DialogId;
import dev.parley.sip.dialog.Dialogs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sip.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parley's place in one room: it calls the room, comes back whenever it is put out, and leaves when nobody else is there. */
final class Seat {
    private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

    /** Put out sooner than this after it came in, it takes its time. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Where no session timer says when to. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    /** A first failure may be a room that has just ended: nobody needs to hear of it. */
    private static final int TOO_OFTEN = 2;

    /** Asterisk may write into the dialog before we have seen that it took the call, so that the far tag is not looked at. */
    private record Leg(DialogId id, InOrder order) {
        boolean has(DialogId dialog) {
            return id.callId().equals(dialog.callId()) && id.localTag().equals(dialog.localTag());
        }
    }

    private final RoomId room;
    private final ScribeHost host;
    private final RoomCall call;
    private final Executor threads;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CountDownLatch gone = new CountDownLatch(1);
    private Optional<Leg> leg = Optional.empty();
    private Instant heard = Instant.MIN;
    private boolean wanted = true;
    private Duration pause = FIRST_PAUSE;
    private int failures;

    Seat(RoomId room, ScribeHost host, RoomCall call, Executor threads, Clock clock) {
        this.room = room;
        this.host = host;
        this.call = call;
        this.threads = threads;
        this.clock = clock;
    }

    RoomId room() {
        return room;
    }

    ScribeHost host() {
        return host;
    }

    void take() {
        threads.execute(this::live);
    }

    /** Nobody else is there any more, or Parley ends. */
    void leave() {
        lock.lock();
        try {
            wanted = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Where the requests of this dialog are put in order, if the dialog is ours. */
    Optional<InOrder> order(DialogId dialog) {
        lock.lock();
        try {
            return leg.filter(now -> now.has(dialog)).map(Leg::order);
        } finally {
            lock.unlock();
        }
    }

    boolean awaitGone(Duration patience) throws InterruptedException {
        return gone.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The PBX asks whether we are still there (RFC 4028 §8). */
    void refreshed() {
        lock.lock();
        try {
            heard = clock.instant();
        } finally {
            lock.unlock();
        }
    }

    /** The PBX has hung up. */
    void ended() {
        lock.lock();
        try {
            leg = Optional.empty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void live() {
        try {
            while (isWanted()) {
                Request invite = call.invite(room, host.account());
                expect(Dialogs.begunBy(invite));
                switch (call.begin(invite, host.account())) {
                    case RoomCall.Result.In in -> sit(in);
                    case RoomCall.Result.Out out -> stayOut(out.why());
                }
            }
        } finally {
            gone.countDown();
        }
    }

    private void sit(RoomCall.Result.In in) {
        Instant since = clock.instant();
        refreshed();
        if (isWanted()) {
            host.atWork(true);
        }
        failures = 0;
        switch (awaitEnd(in.expires())) {
            case UNWANTED -> call.end(in.dialog());
            case SILENT -> {
                LOG.info("Nothing was heard of the scribe's leg in {} for too long; it calls again", room);
                call.end(in.dialog());
            }
            case PUT_OUT -> {
                boolean settled = clock.instant().isAfter(since.plus(SETTLED));
                pause = settled ? FIRST_PAUSE : longer(pause);
                LOG.info("The scribe was put out of {} and goes back", room);
                await(settled ? Duration.ZERO : pause);
            }
        }
    }

    private void stayOut(String why) {
        ended();
        failures++;
        if (failures == TOO_OFTEN) {
            LOG.warn("The scribe cannot get into {}: {}. Texts inside calls go by the PBX itself meanwhile", room, why);
            host.atWork(false);
        }
        await(pause);
        pause = longer(pause);
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void expect(DialogId dialog) {
        lock.lock();
        try {
            leg = Optional.of(new Leg(dialog, new InOrder(threads)));
        } finally {
            lock.unlock();
        }
    }

    private boolean isWanted() {
        lock.lock();
        try {
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private enum End {
        UNWANTED,
        PUT_OUT,
        SILENT
    }

    private End awaitEnd(Optional<Duration> expires) {
        lock.lock();
        try {
            while (wanted && leg.isPresent()) {
                Duration left = expires.map(most -> Duration.between(clock.instant(), heard.plus(most)))
                        .orElse(LOOK_AGAIN);
                if (left.isNegative()) {
                    return End.SILENT;
                }
                changed.awaitNanos(Math.max(1, left.toNanos()));
            }
            return leg.isEmpty() ? End.PUT_OUT : End.UNWANTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return End.UNWANTED;
        } finally {
            leg = Optional.empty();
            lock.unlock();
        }
    }

    private void await(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (wanted && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
