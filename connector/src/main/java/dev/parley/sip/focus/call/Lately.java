package dev.parley.sip.focus.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of calls that have ended, for 64*T1 after their end: so long what belongs to them may still be under way (RFC 3261
 * §13.2.2.4, RFC 6026 §7.1). For any thread.
 */
final class Lately {
    private final Set<Object> names = ConcurrentHashMap.newKeySet();
    private final Timer timer;

    Lately(Timer timer) {
        this.timer = timer;
    }

    void add(Object name) {
        names.add(name);
        timer.after(Handshake.PATIENCE, () -> names.remove(name));
    }

    boolean has(Object name) {
        return names.contains(name);
    }
}
