package dev.parley.room;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * All rooms, each with one mailbox and one writer at a time, so that joins and texts of a room have one order while
 * rooms do not wait for each other. A room that is over and has nothing in its mailbox is forgotten.
 */
public final class Rooms {
    private final Map<RoomId, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final Executor threads;
    private final List<RoomListener> listeners;

    public Rooms(Executor threads, List<RoomListener> listeners) {
        this.threads = threads;
        this.listeners = List.copyOf(listeners);
    }

    /** The room as it is now; an empty one where nothing is known. Needs no lock. */
    public Room get(RoomId id) {
        Mailbox mailbox = mailboxes.get(id);
        return mailbox == null ? Room.empty(id) : mailbox.room();
    }

    public List<Room> all() {
        return mailboxes.values().stream().map(Mailbox::room).toList();
    }

    public void happened(RoomEvent event) {
        post(event.room(), mailbox -> apply(mailbox, event));
    }

    /** Does something with the room in the order of its events. Blocks while the room's mailbox is full. */
    public void inOrder(RoomId id, Consumer<Room> task) {
        post(id, mailbox -> task.accept(mailbox.room()));
    }

    /** The rooms that a PBX has now: those not listed have ended. */
    public void listed(String pbx, Set<RoomId> now) {
        ofPbx(pbx).stream().filter(id -> !now.contains(id)).forEach(id -> happened(new RoomEvent.Ended(id)));
    }

    /** The PBX is out of sight: its rosters are stale until it lists them again. */
    public void unseen(String pbx) {
        ofPbx(pbx).forEach(id -> happened(new RoomEvent.Unseen(id)));
    }

    /** Waits until all that was posted before has been done. */
    public boolean awaitApplied(Duration patience) throws InterruptedException {
        List<RoomId> known = List.copyOf(mailboxes.keySet());
        CountDownLatch applied = new CountDownLatch(known.size());
        known.forEach(id -> inOrder(id, room -> applied.countDown()));
        return applied.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<RoomId> ofPbx(String pbx) {
        return mailboxes.keySet().stream().filter(id -> id.pbx().equals(pbx)).toList();
    }

    private void apply(Mailbox mailbox, RoomEvent event) {
        Room before = mailbox.room();
        Room after = before.apply(event);
        mailbox.become(after);
        if (!after.equals(before)) {
            listeners.forEach(listener -> listener.changed(before, event, after));
        }
    }

    private void post(RoomId id, Consumer<Mailbox> task) {
        while (true) {
            Mailbox mailbox = mailboxes.computeIfAbsent(id, key -> new Mailbox(Room.empty(key)));
            switch (mailbox.offer(task)) {
                case TAKEN_AND_IDLE -> {
                    threads.execute(() -> mailbox.drain(() -> mailboxes.remove(id, mailbox)));
                    return;
                }
                case TAKEN -> {
                    return;
                }
                case GIVEN_UP -> mailboxes.remove(id, mailbox); // the next round makes a new one
            }
        }
    }
}
