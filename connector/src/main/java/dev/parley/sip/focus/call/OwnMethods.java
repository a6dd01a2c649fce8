package dev.parley.sip.focus.call;

import dev.parley.sip.legs.Party;
import dev.parley.sip.stack.Incoming;

/** What a phone asks of the room inside of its call, which is no business of the PBX: texts, subscriptions, invitations. */
@FunctionalInterface
public interface OwnMethods {
    OwnMethods NONE = (party, request) -> false;

    /**
     * Called in the order of the call. Must not block.
     *
     * @return whether the request was or will be answered
     */
    boolean take(Party party, Incoming request);
}
