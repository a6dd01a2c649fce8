package dev.parley.sip.publish;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a 401 or 407 asks for (RFC 7616 §3.3).
 *
 * @param algorithm empty for MD5
 * @param qop the choices; empty where the server knows none
 * @param opaque to be given back as it is; empty if there is none
 */
record Challenge(String realm, String nonce, String algorithm, String qop, String opaque) {
    /** Empty where the server wants what Parley cannot do. */
    Optional<DigestHash> hash() {
        return DigestHash.named(algorithm.isEmpty() ? "MD5" : algorithm);
    }

    boolean offersAuth() {
        return Arrays.stream(qop.split(",")).map(String::strip).anyMatch("auth"::equalsIgnoreCase);
    }

    /** Nothing that would end a quoted-string early. */
    boolean isWellFormed() {
        return (realm + nonce + opaque).chars().noneMatch(c -> c == '"' || c == '\\' || Character.isISOControl(c));
    }
}
