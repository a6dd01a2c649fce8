package dev.parley.sip.focus.call;

import dev.parley.sip.stack.Reply;
import java.util.Set;

/** Which replies to a re-INVITE or UPDATE mean that the other side has the call no more (RFC 3261 §12.2.1.2, RFC 5057 §5.1). */
final class Lost {
    private static final Set<Integer> GONE = Set.of(404, 408, 410, 416, 481, 482, 483, 484, 485, 502, 604);

    private Lost() {}

    static boolean is(Reply reply) {
        return !(reply instanceof Reply.Final last) || GONE.contains(last.code());
    }
}
