package dev.parley.sip.stack;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sip.message.Request;

/** What an Allow header says (RFC 3261 §20.5). */
public final class Allow {
    private Allow() {}

    /** @param served the methods that have a handler; who takes an INVITE takes what belongs to it too */
    public static List<String> of(Collection<String> served) {
        SortedSet<String> all = new TreeSet<>(served);
        if (served.contains(Request.INVITE)) {
            all.add(Request.ACK);
            all.add(Request.CANCEL);
        }
        return List.copyOf(all);
    }
}
