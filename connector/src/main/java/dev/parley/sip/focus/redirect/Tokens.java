package dev.parley.sip.focus.redirect;

import dev.parley.pbx.Redirect;
import dev.parley.room.RoomId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tokens under which PBXs have sent calls here. Each is good for one call, for 20 s, and for the room and the user that the
 * PBX named. It needs no signature: the PBX made it at random, and told it over a connection of ours. Of more than 10,000 the
 * oldest makes room.
 */
public final class Tokens {
    static final Duration GOOD_FOR = Duration.ofSeconds(20);
    static final int MOST = 10_000;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition announced = lock.newCondition();
    private final SequencedMap<String, Row> rows = new LinkedHashMap<>();

    /** @param call the Call-ID that it was used by, once it was */
    private record Row(Redirect redirect, Instant until, Optional<String> call) {
        boolean isFor(RoomId room, String user, String callId) {
            return redirect.room().equals(room)
                    && redirect.user().equals(user)
                    && call.map(callId::equals).orElse(true);
        }

        Row usedBy(String callId) {
            return new Row(redirect, until, Optional.of(callId));
        }
    }

    public Tokens(Clock clock) {
        this.clock = clock;
    }

    /** The PBX has sent a call here. Does not block. */
    public void announce(Redirect redirect) {
        lock.lock();
        try {
            Instant now = clock.instant();
            while (!rows.isEmpty() && rows.firstEntry().getValue().until().isBefore(now)) {
                rows.pollFirstEntry();
            }
            rows.putIfAbsent(redirect.token(), new Row(redirect, now.plus(GOOD_FOR), Optional.empty()));
            if (rows.size() > MOST) {
                rows.pollFirstEntry();
            }
            announced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Uses a token up. The same call may show it again: whoever is asked for a password repeats the whole INVITE with it
     * (RFC 3261 §22.2). One that is shown for another room or in another name stays good for whom it was made.
     *
     * @param user as the phone calls itself in From
     * @param patience how long the PBX's word may be behind the phone
     */
    public boolean redeem(String token, RoomId room, String user, String callId, Duration patience) {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (!rows.containsKey(token) && nanos > 0) {
                nanos = announced.awaitNanos(nanos);
            }
            return used(token, room, user, callId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean used(String token, RoomId room, String user, String callId) {
        Row row = rows.get(token);
        if (row == null || !row.isFor(room, user, callId) || !clock.instant().isBefore(row.until())) {
            return false;
        }
        rows.replace(token, row.usedBy(callId));
        return true;
    }

    int count() {
        lock.lock();
        try {
            return rows.size();
        } finally {
            lock.unlock();
        }
    }
}
