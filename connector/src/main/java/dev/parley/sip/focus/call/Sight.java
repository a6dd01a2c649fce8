package dev.parley.sip.focus.call;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which PBXs are in sight. A connection that cannot be made is lost once, not with each try. For any thread. */
final class Sight {
    /** Those that have been seen, and whether they are. */
    private final Map<String, Boolean> inSight = new ConcurrentHashMap<>();

    /** @return whether it was in sight until now */
    boolean lost(String pbx) {
        return Boolean.TRUE.equals(inSight.replace(pbx, false));
    }

    /** @return whether it was lost before */
    boolean found(String pbx) {
        return Boolean.FALSE.equals(inSight.put(pbx, true));
    }
}
