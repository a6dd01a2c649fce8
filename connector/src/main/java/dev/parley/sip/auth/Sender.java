package dev.parley.sip.auth;

import dev.parley.room.MemberId;

/** Who sent a request, as far as Parley can tell. */
public sealed interface Sender {
    /**
     * An account that has proven itself.
     *
     * @param user as the PBX names it, or the user part of its address of record
     */
    record Account(String user) implements Sender {}

    /** The phone of this leg: the request comes from the address of its live call, and names its account. */
    record Leg(MemberId member) implements Sender {}

    /** Nothing is proven. */
    record Nobody() implements Sender {}
}
