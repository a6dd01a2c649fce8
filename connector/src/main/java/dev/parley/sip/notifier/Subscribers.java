package dev.parley.sip.notifier;

import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.Sender;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.stack.Incoming;
import java.util.Optional;
import java.util.function.Function;

/** Finds out who subscribes. */
final class Subscribers {
    private final Senders senders;
    private final Function<RoomId, Room> rooms;

    Subscribers(Senders senders, Function<RoomId, Room> rooms) {
        this.senders = senders;
        this.rooms = rooms;
    }

    /** Who it is, or nobody after the request has been answered so. */
    Optional<Subscriber> proven(Incoming request, RoomId id) {
        Room room = rooms.apply(id);
        Optional<Subscriber> subscriber = switch (senders.of(request, room)) {
            case Sender.Account account -> Optional.of(Subscriber.account(account.user()));
            case Sender.Leg leg -> room.member(leg.member()).map(Subscriber::leg);
            case Sender.Nobody nobody -> Optional.empty();
        };
        if (subscriber.isEmpty()) {
            request.answer(403);
        }
        return subscriber;
    }
}
