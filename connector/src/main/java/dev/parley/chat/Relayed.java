package dev.parley.chat;

import dev.parley.room.Member;
import java.util.List;

/** What was decided about one text. */
public sealed interface Relayed {
    Text text();

    /**
     * It goes out.
     *
     * @param copies one for each other member, none where the sender is alone
     */
    record Copies(Text text, Member sender, String senderName, List<Copy> copies) implements Relayed {
        public Copies {
            copies = List.copyOf(copies);
        }
    }

    record Refused(Text text, Verdict.Refuse verdict) implements Relayed {}

    record Dropped(Text text, Verdict.Drop verdict) implements Relayed {}
}
