package dev.parley.sip.publish;

import static org.awaitility.Awaitility.await;

import dev.parley.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps publications as RFC 3903 §6 says, without SIP. */
final class MemoryServer implements PresenceServer {
    private final AtomicInteger tags = new AtomicInteger();
    private final Map<RoomId, String> kept = new HashMap<>();
    private final List<PublishRequest> seen = new ArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Answers nothing until {@link #resume}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void resume() {
        gate.countDown();
    }

    @Override
    public PublishAnswer publish(RoomId room, PublishRequest request) {
        PublishAnswer answer = taken(room, request);
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    private synchronized PublishAnswer taken(RoomId room, PublishRequest request) {
        seen.add(request);
        if (!request.ifMatch().equals(Optional.ofNullable(kept.get(room)))) {
            return new PublishAnswer.Forgotten();
        }
        String tag = "tag-" + tags.incrementAndGet();
        if (request.isRemoval()) {
            kept.remove(room);
        } else {
            kept.put(room, tag);
        }
        return new PublishAnswer.Accepted(Optional.of(tag), Optional.of(request.expires()));
    }

    synchronized boolean has(RoomId room) {
        return kept.containsKey(room);
    }

    synchronized List<PublishRequest> seen() {
        return List.copyOf(seen);
    }

    List<PublishRequest> awaitSeen(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> seen().size() >= count);
        return seen();
    }
}
