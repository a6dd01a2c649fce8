package dev.parley.sip.notifier;

import dev.parley.conference.Conference;
import dev.parley.conference.Description;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** All subscriptions of one room, and what there is to tell them: the same for all, so it is made once for each change. */
final class RoomSubscriptions {
    private final Supplier<Conference> conference;
    private final Set<Delivery> deliveries = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();
    private final Map<Description, Made> made = new ConcurrentHashMap<>();

    /** @param change the last one before it was made: what is made while another comes in may lack that one */
    private record Made(long change, Views views) {}

    RoomSubscriptions(Supplier<Conference> conference) {
        this.conference = conference;
    }

    void add(Delivery delivery) {
        deliveries.add(delivery);
    }

    boolean isEmptyWithout(Delivery delivery) {
        deliveries.remove(delivery);
        return deliveries.isEmpty();
    }

    int count() {
        return deliveries.size();
    }

    void news() {
        changes.incrementAndGet();
        deliveries.forEach(Delivery::news);
    }

    void inSight() {
        deliveries.forEach(Delivery::inSight);
    }

    void end(Reason why) {
        deliveries.forEach(delivery -> delivery.ends(why));
    }

    Views views(Description description) {
        long change = changes.get();
        Made known = made.get(description);
        if (known != null && known.change() == change) {
            return known.views();
        }
        Views fresh = new Views(conference.get(), description);
        made.put(description, new Made(change, fresh));
        return fresh;
    }
}
