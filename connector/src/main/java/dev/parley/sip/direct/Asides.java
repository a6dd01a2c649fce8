package dev.parley.sip.direct;

import dev.parley.room.Member;
import dev.parley.room.RoomId;
import dev.parley.sip.message.Post;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** Takes to a member's devices what is no text of anybody's: that somebody types, that a text was read. */
public final class Asides implements Post {
    /** How long a receipt waits for the texts before it; nobody looks out for it any longer. */
    private static final Duration WAITING = Duration.ofSeconds(30);

    private final Destinations destinations;
    private final Addresses addresses;
    private final Delivery delivery;
    private final Executor threads;
    private final Clock clock;

    Asides(Destinations destinations, Addresses addresses, Delivery delivery, Executor threads, Clock clock) {
        this.destinations = destinations;
        this.addresses = addresses;
        this.delivery = delivery;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Returns at once; dropped wherever a text is under way.
     *
     * @param contentType with its parameters
     */
    public void whisper(RoomId room, Member member, String contentType, byte[] body) {
        Envelope envelope = envelope(room, member);
        Content content = new Content(contentType, body);
        threads.execute(() ->
                devices(room, member).forEach(to -> threads.execute(() -> delivery.whisper(to, envelope, content))));
    }

    @Override
    public void toMember(RoomId room, Member member, String contentType, byte[] body) {
        Envelope envelope = envelope(room, member);
        Content content = new Content(contentType, body);
        devices(room, member)
                .forEach(to ->
                        delivery.post(to, envelope, content, clock.instant().plus(WAITING)));
    }

    @Override
    public int mostBytes(RoomId room, Member member, String contentType) {
        return devices(room, member).stream()
                .mapToInt(to -> delivery.mostBytes(to, envelope(room, member), contentType))
                .min()
                .orElse(0);
    }

    private List<Destination> devices(RoomId room, Member member) {
        return destinations.of(room.pbx(), member, "");
    }

    private Envelope envelope(RoomId room, Member member) {
        return new Envelope("", addresses.of(room), addresses.of(room.pbx(), member), "aside");
    }
}
