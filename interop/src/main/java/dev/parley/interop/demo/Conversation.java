package dev.parley.interop.demo;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the three write, and word for word what the others must read: nothing of this is asked of Parley.
 *
 * @param inOnePiece whether long texts come whole
 */
record Conversation(boolean inOnePiece) {
    static final List<String> PEOPLE = List.of("alice", "bob", "carol");

    private static final String SSH_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl bob@laptop";

    private static final String DECIDED =
            "What we decided: the gateway moves on Thursday at 22:00, after the last call of the day. Carol changes the "
                    + "DNS entries an hour before, so that they have spread by then; the old address keeps answering "
                    + "until Sunday. If more than one call in twenty fails within the first half hour, we go back, and "
                    + "nobody has to ask whether to: Alice has the switch and uses it. The phones in the meeting rooms "
                    + "are restarted by hand on Friday morning, starting on the ground floor, because they remember "
                    + "the old address for a day.";

    private static final String OPEN =
            "What is still open: who tells the night shift, whether the door phones follow by themselves or need a "
                    + "visit, and what becomes of the fax in the archive. Bob asks around until Wednesday noon and "
                    + "writes the answers into the page that Alice has sent at the beginning of this call.";

    private static final List<Line> BEFORE = List.of(
            Line.of(
                    "alice",
                    "The agenda: https://wiki.example.org/moves/gateway?view=agenda&week=48#today",
                    "Alice A: The agenda: https://wiki.example.org/moves/gateway?view=agenda&week=48#today"),
            Line.of(
                    "bob",
                    "New address of the gateway: [2001:db8:85a3::8a2e:370:7334]:5061",
                    "Bob B: New address of the gateway: [2001:db8:85a3::8a2e:370:7334]:5061"),
            Line.of(
                    "carol",
                    "If I drop out, call me at +49 30 901820-15 :)",
                    "Carol C: If I drop out, call me at +49 30 901820-15 :)"),
            Line.of(
                    "alice",
                    "Schöne Grüße aus Zürich, übrigens 🎉 👩‍💻",
                    "Alice A: Schöne Grüße aus Zürich, übrigens 🎉 👩‍💻"),
            Line.of("bob", SSH_KEY, "Bob B: " + SSH_KEY),
            Line.of(
                    "carol",
                    "Thursday:\n21:00 DNS\n22:00 the move",
                    "Carol C: Thursday:\n│ 21:00 DNS\n│ 22:00 the move"));

    private static final Line WHOLE = Line.of("bob", DECIDED + "\n" + OPEN, "Bob B: " + DECIDED + "\n│ " + OPEN);

    private static final Line IN_PARTS =
            Line.of("bob", DECIDED + "\n" + OPEN, "Bob B (1/2): " + DECIDED, "Bob B (2/2): " + OPEN);

    private static final Line AFTER =
            Line.of("alice", "Thanks! See you on Thursday.", "Alice A: Thanks! See you on Thursday.");

    List<Line> lines() {
        return Stream.concat(BEFORE.stream(), Stream.of(inOnePiece ? WHOLE : IN_PARTS, AFTER))
                .toList();
    }

    /** All that somebody must read, in order: what the others write, nothing of the own. */
    List<String> readBy(String person) {
        return lines().stream()
                .filter(line -> !line.speaker().equals(person))
                .flatMap(line -> line.arrives().stream())
                .toList();
    }
}
