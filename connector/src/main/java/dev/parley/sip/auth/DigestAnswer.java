package dev.parley.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Parley answers when a PBX asks it for a password (RFC 3261 §22, RFC 7616).
 *
 * @param user who we are
 * @param secret our password
 */
public record DigestAnswer(String user, String secret) {
    private static final List<String> ALGORITHMS = List.of("SHA-256", "MD5");
    private static final String FIRST_USE = "00000001";

    /**
     * A challenge as its header has it.
     *
     * @param algorithm empty means MD5
     * @param qop the choices it offers, empty if none
     * @param opaque empty if there is none
     */
    public record Challenge(String realm, String nonce, String algorithm, String qop, String opaque) {
        private String algorithmWord() {
            return algorithm.isEmpty() ? "MD5" : algorithm.toUpperCase(Locale.ROOT);
        }

        private boolean wantsAuth() {
            return List.of(qop.replace(" ", "").toLowerCase(Locale.ROOT).split(","))
                    .contains("auth");
        }
    }

    /**
     * The value of the Authorization header; empty if no challenge is of a kind that can be answered.
     *
     * @param challenges the first one of a known algorithm is answered (RFC 8760 §2.4)
     * @param uri the Request-URI as it is written
     * @param cnonce unguessable, new for each answer
     */
    public Optional<String> to(List<Challenge> challenges, String method, String uri, String cnonce) {
        return challenges.stream()
                .filter(challenge -> ALGORITHMS.contains(challenge.algorithmWord()))
                .findFirst()
                .map(challenge -> to(challenge, method, uri, cnonce));
    }

    private String to(Challenge challenge, String method, String uri, String cnonce) {
        String algorithm = challenge.algorithmWord();
        String ha1 = hash(algorithm, user + ":" + challenge.realm() + ":" + secret);
        String ha2 = hash(algorithm, method + ":" + uri);
        boolean auth = challenge.wantsAuth();
        String response = auth
                ? hash(algorithm, ha1 + ":" + challenge.nonce() + ":" + FIRST_USE + ":" + cnonce + ":auth:" + ha2)
                : hash(algorithm, ha1 + ":" + challenge.nonce() + ":" + ha2);
        return "Digest username=" + quoted(user) + ", realm=" + quoted(challenge.realm()) + ", nonce="
                + quoted(challenge.nonce()) + ", uri=" + quoted(uri) + ", response=\"" + response + "\", algorithm="
                + algorithm
                + (auth ? ", qop=auth, nc=" + FIRST_USE + ", cnonce=\"" + cnonce + "\"" : "")
                + (challenge.opaque().isEmpty() ? "" : ", opaque=" + quoted(challenge.opaque()));
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "DigestAnswer[" + user + "]";
    }
}
