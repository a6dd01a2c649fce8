package dev.parley.sip.direct;

import java.util.Set;

/**
 * What a digest is asked for with (RFC 7616 §3.3).
 *
 * @param proxy whether a proxy asks: the answer stands in another header then (RFC 3261 §22.3)
 * @param algorithm as written; empty if nothing is said, which is MD5
 * @param qop what may be chosen from, lower case; empty from a server of RFC 2069
 * @param opaque empty if there is none
 */
record Challenge(boolean proxy, String realm, String nonce, String algorithm, Set<String> qop, String opaque) {
    Challenge {
        qop = Set.copyOf(qop);
    }
}
