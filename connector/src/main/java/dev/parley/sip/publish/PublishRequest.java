package dev.parley.sip.publish;

import java.time.Duration;
import java.util.Optional;

/** One PUBLISH (RFC 3903 §4.1). */
final class PublishRequest {
    private final Optional<String> ifMatch;
    private final Duration expires;
    private final byte[] document;

    /**
     * @param ifMatch names the publication that it is about; a new one is made without
     * @param expires how long the server shall keep it
     */
    PublishRequest(Optional<String> ifMatch, Duration expires, byte[] document) {
        this.ifMatch = ifMatch;
        this.expires = expires;
        this.document = document;
    }

    static PublishRequest removal(String tag) {
        return new PublishRequest(Optional.of(tag), Duration.ZERO, new byte[0]);
    }

    Optional<String> ifMatch() {
        return ifMatch;
    }

    Duration expires() {
        return expires;
    }

    byte[] document() {
        return document;
    }

    boolean isRemoval() {
        return expires.isZero();
    }
}
