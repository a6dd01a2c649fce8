package dev.parley.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks for passwords and checks them (RFC 3261 §22, RFC 7616, RFC 8760), qop=auth only. */
final class Digest {
    private static final Duration NONCE_LIFETIME = Duration.ofSeconds(60);
    private static final int MOST_USES = 10_000;

    private final String realm;
    private final Accounts accounts;
    private final Nonces nonces;
    private final NonceUses uses = new NonceUses(MOST_USES);
    private final Failures failures = new Failures();

    Digest(String realm, Accounts accounts) {
        this.realm = realm;
        this.accounts = accounts;
        this.nonces = new Nonces(realm);
    }

    /** The values of the WWW-Authenticate headers of one 401, the best algorithm first. */
    List<String> challenges(boolean stale, Instant now) {
        String nonce = nonces.next(now);
        return accounts.offered().stream()
                .map(algorithm -> "Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", algorithm="
                        + algorithm.word() + ", qop=\"auth\"" + (stale ? ", stale=true" : ""))
                .toList();
    }

    /**
     * @param authorizations all values of Authorization; those for other realms are somebody else's
     * @param isOurs whether a URI that credentials were made for denotes something that we serve (RFC 8760 §2.6)
     * @param from where failures are counted
     */
    DigestVerdict judge(
            List<String> authorizations, String method, Predicate<String> isOurs, Origin from, Instant now) {
        Optional<DigestCredentials> credentials = authorizations.stream()
                .flatMap(header -> DigestCredentials.parse(header).stream())
                .filter(parsed -> parsed.realm().equals(realm))
                .findFirst();
        if (credentials.isEmpty()) {
            return new DigestVerdict.None();
        }
        String guesser = from.guesser(credentials.orElseThrow().username());
        if (failures.areTooMany(guesser, now)) {
            return new DigestVerdict.Deaf();
        }
        DigestVerdict verdict = judge(credentials.orElseThrow(), method, isOurs, now);
        if (verdict instanceof DigestVerdict.Wrong) {
            failures.add(guesser, now);
        }
        return verdict;
    }

    /**
     * Where a request came from.
     *
     * @param host without port, since a new port costs nothing
     * @param shared whether many send from there, as through a proxy: there one's failures are not the others'
     */
    record Origin(String host, boolean shared) {
        private String guesser(String user) {
            return shared ? host + " " + user : host;
        }
    }

    private DigestVerdict judge(DigestCredentials credentials, String method, Predicate<String> isOurs, Instant now) {
        if (!isRight(credentials, method) || !isOurs.test(credentials.uri())) {
            return new DigestVerdict.Wrong();
        }
        Instant oldest = now.minus(NONCE_LIFETIME);
        return nonces.issued(credentials.nonce())
                        .filter(issued -> !issued.isBefore(oldest))
                        .filter(issued -> uses.isNew(credentials, issued, oldest))
                        .isPresent()
                ? new DigestVerdict.Proven(credentials.username())
                : new DigestVerdict.Stale();
    }

    /** Takes the same time whether the account exists or not. */
    private boolean isRight(DigestCredentials credentials, String method) {
        Optional<String> ha1 = accounts.ha1(credentials.username(), credentials.algorithm());
        String expected = credentials.expected(ha1.orElse("nobody"), method);
        boolean equal = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                credentials.response().getBytes(StandardCharsets.US_ASCII));
        return equal && ha1.isPresent();
    }
}
