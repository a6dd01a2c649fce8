package dev.parley.sip.stack;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What Parley shows who it is with.
 *
 * @param keystore a PKCS #12 file with a private key and its certificates
 * @param password of that file
 * @param trust a PKCS #12 file, under the same password, with the certificates that those of phones are signed by; empty:
 *     those that Java comes with
 */
public record TlsKey(Path keystore, String password, Optional<Path> trust) {
    @Override
    public String toString() {
        return keystore.toString();
    }
}
