package dev.parley.interop.demo;

import java.util.List;
import java.util.Set;

/** Somebody leaves the room and comes back, and everybody's phone shows it. */
final class Comings {
    private static final String RESTLESS = "carol";
    private static final List<String> OTHERS = List.of("alice", "bob");
    private static final Set<String> ALL = Set.of("Alice A", "Bob B", "Carol C");
    private static final Set<String> LEFT = Set.of("Alice A", "Bob B");

    private final Stage stage;
    private final Progress progress;

    Comings(Stage stage, Progress progress) {
        this.stage = stage;
        this.progress = progress;
    }

    boolean areSeen() {
        boolean before = seen("All three are on everybody's screen", Conversation.PEOPLE, ALL);
        stage.leave(RESTLESS);
        boolean without = seen("Carol hangs up, and is gone from the others'", OTHERS, LEFT);
        stage.comeBack(RESTLESS);
        boolean after = seen("She calls again, and is back on them", OTHERS, ALL);
        return before && without && after;
    }

    private boolean seen(String what, List<String> people, Set<String> names) {
        boolean told = stage.areTold(people, names);
        progress.say(told ? what : "WRONG, not so: " + what);
        return told;
    }
}
