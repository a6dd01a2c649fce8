package dev.parley.sip.auth;

import java.util.List;
import java.util.Optional;

/** Whose passwords are known. */
interface Accounts {
    /**
     * What phones are asked for, the better first: an algorithm that no account has a hash of would only confuse them, as
     * baresip 1.0, which gives up at the sight of SHA-256 even where MD5 is offered too.
     */
    List<DigestAlgorithm> offered();

    /** The hash of user, realm and password (RFC 7616 §3.4.2) in lower-case hexadecimal digits; empty where none is known. */
    Optional<String> ha1(String user, DigestAlgorithm algorithm);
}
