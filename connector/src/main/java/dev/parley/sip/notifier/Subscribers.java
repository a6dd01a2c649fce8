package dev.parley.sip.notifier;

import dev.parley.room.Room;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.Sender;
import dev.parley.sip.auth.Senders;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Sip;
import java.util.Optional;
import java.util.function.Function;

/** Finds out who subscribes. */
final class Subscribers {
    private final Senders senders;
    private final Function<RoomId, Room> rooms;
    private final Sip sip;

    Subscribers(Senders senders, Function<RoomId, Room> rooms, Sip sip) {
        this.senders = senders;
        this.rooms = rooms;
        this.sip = sip;
    }

    /** Who it is, or nobody after the request has been answered so. */
    Optional<Subscriber> proven(Incoming request, RoomId id) {
        Room room = rooms.apply(id);
        return switch (senders.of(request, room)) {
            case Sender.Account account -> Optional.of(Subscriber.account(account.user()));
            case Sender.Leg leg -> room.member(leg.member()).map(Subscriber::leg);
            case Sender.Nobody nobody -> {
                request.answer(nobody.code(), nobody.headers(sip));
                yield Optional.empty();
            }
        };
    }
}
