package dev.parley.sip.focus.control;

import dev.parley.conference.Conference;
import dev.parley.conference.ConferenceInfo;
import dev.parley.conference.Description;
import dev.parley.conference.Seat;
import dev.parley.pbx.ReferredBy;
import dev.parley.room.Member;
import dev.parley.room.Room;
import dev.parley.room.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which members an address means, and which address means whom. */
final class Roster {
    private final Function<RoomId, Conference> conferences;
    private final Function<RoomId, Room> rooms;

    /** A leg, with the room that it is in: one of another PBX may be linked. */
    record Seated(RoomId room, Member member) {}

    Roster(Function<RoomId, Conference> conferences, Function<RoomId, Room> rooms) {
        this.conferences = conferences;
        this.rooms = rooms;
    }

    /** As the room's document names users and their endpoints, else whoever goes by that name in the room. */
    List<Seated> named(ReferTo.Remove wanted, RoomId room) {
        String uri = wanted.uri().toString();
        List<Seated> shown = ConferenceInfo.of(conferences.apply(room), Description.of(uri, "")).users().stream()
                .flatMap(user -> user.endpoints().stream()
                        .filter(endpoint -> uri.equals(user.entity()) || uri.equals(endpoint.entity())))
                .flatMap(endpoint -> seated(endpoint.seat()))
                .toList();
        return shown.isEmpty()
                ? rooms.apply(room).members().stream()
                        .filter(member -> member.identity().isNamed(wanted.user()))
                        .map(member -> new Seated(room, member))
                        .toList()
                : shown;
    }

    /** By which the room's documents name whoever refers. */
    String address(Referrer by, RoomId room) {
        Conference conference = conferences.apply(room);
        return by.member()
                .filter(member -> member.identity().isKnown() || by.user().isEmpty())
                .map(conference::address)
                .orElseGet(() -> conference.address(by.user()));
    }

    /** For the callee; empty for somebody of no account, whose address leads nowhere. */
    Optional<ReferredBy> referredBy(Referrer by, RoomId room) {
        return by.user().isEmpty() ? Optional.empty() : ReferredBy.of(address(by, room));
    }

    private Stream<Seated> seated(Seat seat) {
        return rooms.apply(seat.room()).member(seat.member()).map(member -> new Seated(seat.room(), member)).stream();
    }
}
