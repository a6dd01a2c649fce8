package dev.parley.pbx.freeswitch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which life of a room is the present one. A room that ends and begins anew has the same name and another
 * Conference-Unique-ID; what is said of the life before may come after a list that shows the new one (1.11).
 */
final class Lives {
    private static final int MOST_REMEMBERED = 1_000;

    private final Map<String, String> present = new HashMap<>();
    private final Map<String, String> past = new LinkedHashMap<>();

    /** Whether an event of this life is news, and not an echo of one that is over. */
    boolean isPresent(String room, String life) {
        if (past.containsKey(life)) {
            return false;
        }
        String before = present.put(room, life);
        if (before != null && !before.equals(life)) {
            bury(before, room);
        }
        return true;
    }

    void ended(String room, String life) {
        present.remove(room, life);
        bury(life, room);
    }

    private void bury(String life, String room) {
        past.put(life, room);
        if (past.size() > MOST_REMEMBERED) {
            past.remove(past.keySet().iterator().next());
        }
    }
}
