package dev.parley.sip.focus.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which PBXs are in sight. A connection that cannot be made is lost once, not with each try. For any thread. */
final class Sight {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    /** @return whether it was in sight until now */
    boolean lost(String pbx) {
        return seen.remove(pbx) && missed.add(pbx);
    }

    /** @return whether it was lost before */
    boolean found(String pbx) {
        seen.add(pbx);
        return missed.remove(pbx);
    }
}
