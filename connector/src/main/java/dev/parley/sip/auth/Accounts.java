package dev.parley.sip.auth;

import java.util.Optional;

/** Whose passwords are known. */
@FunctionalInterface
interface Accounts {
    /** The hash of user, realm and password (RFC 7616 §3.4.2) in lower-case hexadecimal digits; empty where none is known. */
    Optional<String> ha1(String user, DigestAlgorithm algorithm);
}
