package dev.parley.sip.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Nonces that carry their own proof, so that a challenge costs no memory: time, random bytes, and a hash with a secret key. */
final class Nonces {
    private static final int TIME = Long.BYTES;
    private static final int RANDOM = 12;
    private static final int SEAL = 16;
    private static final int LENGTH = (TIME + RANDOM + SEAL) / 3 * 4;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final String realm;

    /** With a key of its own: nonces of an earlier Parley are foreign. */
    Nonces(String realm) {
        this.realm = realm;
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    String next(Instant now) {
        byte[] chance = new byte[RANDOM];
        random.nextBytes(chance);
        byte[] sealed = ByteBuffer.allocate(TIME + RANDOM)
                .putLong(now.toEpochMilli())
                .put(chance)
                .array();
        byte[] nonce = ByteBuffer.allocate(sealed.length + SEAL)
                .put(sealed)
                .put(seal(sealed))
                .array();
        return Base64.getUrlEncoder().encodeToString(nonce);
    }

    /** When this nonce was given out; empty where it was not given out by us. */
    Optional<Instant> issued(String nonce) {
        return decoded(nonce)
                .filter(this::isOurs)
                .map(bytes -> Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()));
    }

    private boolean isOurs(byte[] nonce) {
        byte[] sealed = Arrays.copyOf(nonce, TIME + RANDOM);
        return MessageDigest.isEqual(seal(sealed), Arrays.copyOfRange(nonce, TIME + RANDOM, nonce.length));
    }

    private static Optional<byte[]> decoded(String nonce) {
        if (nonce.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(nonce));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] seal(byte[] sealed) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(sealed);
            return Arrays.copyOf(mac.doFinal(realm.getBytes(StandardCharsets.UTF_8)), SEAL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + key.getAlgorithm(), e);
        }
    }
}
