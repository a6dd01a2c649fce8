package dev.parley.sip.auth;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an Authorization header says (RFC 7616 §3.4).
 *
 * @param uri what the client believes to write to; need not be the Request-URI
 * @param cnonce the client's own random value, 1 to 128 characters
 * @param nc how often the client has used the nonce, as it was hashed: exactly 8 hexadecimal digits
 * @param response the hash that proves the password
 */
record DigestCredentials(
        String username,
        String realm,
        String nonce,
        String uri,
        DigestAlgorithm algorithm,
        String cnonce,
        String nc,
        String response) {
    private static final Pattern SCHEME = Pattern.compile("\\s*Digest\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNT = Pattern.compile("[0-9A-Fa-f]{8}");
    private static final int LONGEST = 128;

    /** Empty where another scheme, algorithm or quality of protection was chosen than Parley offers: such are no credentials. */
    static Optional<DigestCredentials> parse(String header) {
        var scheme = SCHEME.matcher(header);
        return scheme.lookingAt()
                ? Parameters.parse(header.substring(scheme.end())).flatMap(DigestCredentials::of)
                : Optional.empty();
    }

    private static Optional<DigestCredentials> of(Map<String, String> values) {
        boolean complete = values.keySet()
                .containsAll(Set.of("username", "realm", "nonce", "uri", "response", "cnonce", "nc", "qop"));
        return complete
                ? DigestAlgorithm.of(values.getOrDefault("algorithm", DigestAlgorithm.MD5.word()))
                        .map(algorithm -> new DigestCredentials(
                                value(values, "username"),
                                value(values, "realm"),
                                value(values, "nonce"),
                                value(values, "uri"),
                                algorithm,
                                value(values, "cnonce"),
                                value(values, "nc"),
                                value(values, "response")))
                        .filter(credentials -> credentials.isWellFormed(value(values, "qop")))
                : Optional.empty();
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }

    private boolean isWellFormed(String qop) {
        return qop.equalsIgnoreCase("auth")
                && COUNT.matcher(nc).matches()
                && !cnonce.isEmpty()
                && cnonce.length() <= LONGEST
                && response.length() == algorithm.digits();
    }

    /** How often the client says it has used the nonce, this time included. */
    long count() {
        return Long.parseLong(nc, 16);
    }

    /**
     * The response of somebody who knows the password (RFC 7616 §3.4.1).
     *
     * @param ha1 the hash of user, realm and password
     */
    String expected(String ha1, String method) {
        String ha2 = algorithm.hash(method + ":" + uri);
        return algorithm.hash(String.join(":", ha1, nonce, nc, cnonce, "auth", ha2));
    }
}
