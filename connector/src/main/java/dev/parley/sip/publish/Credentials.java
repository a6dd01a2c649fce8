package dev.parley.sip.publish;

import java.util.Optional;

/** An account of Parley's at the presence server. */
record Credentials(String user, String password) {
    /**
     * The value of an Authorization header (RFC 7616 §3.4).
     *
     * @param cnonce a fresh random value
     * @return empty where the server wants what Parley cannot do
     */
    Optional<String> answer(Challenge challenge, String method, String uri, String cnonce) {
        return challenge.hash().filter(hash -> challenge.isWellFormed()).map(hash -> {
            String secret = hash.of(user, challenge.realm(), password);
            String request = hash.of(method, uri);
            boolean auth = challenge.offersAuth();
            String response = auth
                    ? hash.of(secret, challenge.nonce(), "00000001", cnonce, "auth", request)
                    : hash.of(secret, challenge.nonce(), request);
            return "Digest username=\"" + user + "\", realm=\"" + challenge.realm() + "\", nonce=\""
                    + challenge.nonce() + "\", uri=\"" + uri + "\", response=\"" + response + "\", algorithm="
                    + hash.word() + (auth ? ", qop=auth, nc=00000001, cnonce=\"" + cnonce + "\"" : "")
                    + (challenge.opaque().isEmpty() ? "" : ", opaque=\"" + challenge.opaque() + "\"");
        });
    }

    @Override
    public String toString() {
        return user;
    }
}
