package dev.parley.config;

import java.util.Optional;

/**
 * Somebody who can prove to Parley itself who he is.
 *
 * @param user as the PBX calls the account
 * @param sha256 hash of user, realm and password (RFC 7616 §3.4.2), 64 hexadecimal digits in lower case
 * @param md5 the same with MD5, 32 digits; for phones that know nothing better
 */
public record Account(String user, Optional<String> sha256, Optional<String> md5) {
    /** Without the hashes: each is as good as the password. */
    @Override
    public String toString() {
        return "account " + user;
    }
}
