package dev.parley.conference;

import dev.parley.room.Member;
import dev.parley.room.Room;
import java.util.List;
import java.util.stream.Stream;

/**
 * A room with all who are in its chat.
 *
 * @param own the room that is subscribed to
 * @param linked the other rooms of its chat, which may be on other PBXs
 */
public record Conference(Attended own, List<Attended> linked) {
    public Conference {
        linked = List.copyOf(linked);
    }

    public boolean isEmpty() {
        return rooms().map(Attended::room).allMatch(Room::isEmpty);
    }

    /** Not before all rooms of the chat are: who subscribed to this one sees the others' members. */
    public boolean isOver() {
        return rooms().map(Attended::room).allMatch(Room::isOver);
    }

    /** By which documents name a member of the room itself. */
    public String address(Member member) {
        return entities(own).user(member);
    }

    /** By which they would name whoever has this account, were he in the room itself. */
    public String address(String account) {
        return entities(own).account(account);
    }

    Stream<Attended> rooms() {
        return Stream.concat(Stream.of(own), linked.stream());
    }

    /** An account is that of one PBX, even if PBXs go by one domain: the first of them has the accounts of that domain. */
    Entities entities(Attended of) {
        boolean taken = rooms().takeWhile(room -> !room.equals(of)).anyMatch(room -> isNamesake(room, of));
        return new Entities(of.room().id(), taken ? Token.of(pbx(of)) + ".invalid" : of.domain());
    }

    private static boolean isNamesake(Attended room, Attended of) {
        return room.domain().equalsIgnoreCase(of.domain()) && !pbx(room).equals(pbx(of));
    }

    private static String pbx(Attended of) {
        return of.room().id().pbx();
    }
}
