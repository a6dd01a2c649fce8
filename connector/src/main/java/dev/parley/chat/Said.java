package dev.parley.chat;

import dev.parley.room.Member;
import dev.parley.room.Room;
import java.util.Optional;

/**
 * A text in front of the room it was said to.
 *
 * @param sender the member who is proven to have said it, or who stands in for one where that need not be; if any
 */
public record Said(Text text, Optional<Member> sender, Room room) {
    static Said in(Room room, Text text, Proof proof) {
        return new Said(text, proof.of(text.claim(), room).or(() -> Hearsay.of(text.claim())), room);
    }
}
