package dev.parley.sip.stack;

import java.nio.file.Path;

/**
 * What Parley shows who it is with.
 *
 * @param keystore a PKCS #12 file with a private key and its certificates
 * @param password of that file
 */
public record TlsKey(Path keystore, String password) {
    @Override
    public String toString() {
        return keystore.toString();
    }
}
