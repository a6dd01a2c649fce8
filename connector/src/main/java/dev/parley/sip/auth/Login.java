package dev.parley.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An account of Parley's own at somebody who asks for a password, and the digests made of it (RFC 7616 §3.4). */
public record Login(String user, String password) {
    /** What the JDK calls them; the session variants are for connections that last. */
    private static final Map<String, String> ALGORITHMS =
            Map.of("", "MD5", "MD5", "MD5", "SHA-256", "SHA-256", "SHA-512-256", "SHA-512/256");

    /** A request that is answered once only uses each nonce once. */
    private static final String FIRST_USE = "00000001";

    /** What could end the quoted-string that it is written back into. */
    private static final Pattern UNQUOTABLE = Pattern.compile("[\\p{Cc}\"\\\\]");

    /**
     * A header that answers a challenge.
     *
     * @param name {@code Authorization} or {@code Proxy-Authorization}
     */
    public record Credentials(String name, String value) {}

    /**
     * Answers the first challenge that can be answered: they come in the order of preference (RFC 8760 §2.4).
     *
     * @param uri the Request-URI as it is written
     * @param cnonce a value that nobody can guess, new each time
     */
    public Optional<Credentials> answer(List<Challenge> challenges, String method, String uri, String cnonce) {
        return challenges.stream()
                .filter(Login::isUnderstood)
                .findFirst()
                .map(challenge -> new Credentials(
                        challenge.proxy() ? "Proxy-Authorization" : "Authorization",
                        value(challenge, method, uri, cnonce)));
    }

    private static boolean isUnderstood(Challenge challenge) {
        return ALGORITHMS.containsKey(challenge.algorithm())
                && (challenge.qop().isEmpty() || challenge.qop().contains("auth"))
                && !UNQUOTABLE
                        .matcher(challenge.realm() + challenge.nonce() + challenge.opaque())
                        .find();
    }

    private String value(Challenge challenge, String method, String uri, String cnonce) {
        String ha1 = hash(challenge, user + ":" + challenge.realm() + ":" + password);
        String ha2 = hash(challenge, method + ":" + uri);
        boolean qop = !challenge.qop().isEmpty();
        String between = qop ? FIRST_USE + ":" + cnonce + ":auth:" : "";
        String response = hash(challenge, ha1 + ":" + challenge.nonce() + ":" + between + ha2);
        return "Digest username=\"" + user + "\", realm=\"" + challenge.realm() + "\", nonce=\"" + challenge.nonce()
                + "\", uri=\"" + uri + "\", response=\"" + response + "\""
                + (challenge.algorithm().isEmpty() ? "" : ", algorithm=" + challenge.algorithm())
                + (qop ? ", qop=auth, nc=" + FIRST_USE + ", cnonce=\"" + cnonce + "\"" : "")
                + (challenge.opaque().isEmpty() ? "" : ", opaque=\"" + challenge.opaque() + "\"");
    }

    private static String hash(Challenge challenge, String text) {
        String name = ALGORITHMS.getOrDefault(challenge.algorithm(), "MD5");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + name, e);
        }
    }

    @Override
    public String toString() {
        return user;
    }
}
