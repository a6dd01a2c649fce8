package dev.parley.chat;

import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.List;

/**
 * What became of one text, without its body.
 *
 * @param sender the member's name, or the claimed user of a text that was not let through
 * @param bytes UTF-8 bytes of the body
 * @param decision {@code relayed}, or {@code refused} or {@code dropped} with the reason behind a colon
 */
public record TextTrace(
        TextId id, RoomId room, String sender, int bytes, Instant received, String decision, List<CopyTrace> copies) {
    public TextTrace {
        copies = List.copyOf(copies);
    }

    /**
     * @param route how the copy went, empty if it did not
     * @param outcome a word of {@link Outcome#word()}, or {@code pending}
     * @param millis from the text's arrival to the copy's end, in steps of a thousandth
     */
    public record CopyTrace(
            String member,
            String name,
            String endpoint,
            String route,
            int parts,
            String outcome,
            String why,
            double millis) {}

    public boolean isComplete() {
        return copies.stream().noneMatch(copy -> copy.outcome().equals("pending"));
    }
}
