package dev.parley.sip.auth;

/** What the credentials of a request prove. */
sealed interface DigestVerdict {
    /** The sender knows the password of this account. */
    record Proven(String user) implements DigestVerdict {}

    /** There are no credentials for our realm, or none that we understand. */
    record None() implements DigestVerdict {}

    /** The password is right, but the nonce is too old or was used before: with a new one it would prove something. */
    record Stale() implements DigestVerdict {}

    /** Wrong password, unknown account, or credentials for something else; nobody is told which. */
    record Wrong() implements DigestVerdict {}

    /** Too many wrong ones came from there: what it says now was not even looked at. */
    record Deaf() implements DigestVerdict {}
}
