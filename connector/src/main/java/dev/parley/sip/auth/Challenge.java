package dev.parley.sip.auth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a digest is asked of Parley with (RFC 7616 §3.3).
 *
 * @param proxy whether a proxy asks: the answer stands in another header then (RFC 3261 §22.3)
 * @param algorithm upper case; empty if nothing is said, which is MD5
 * @param qop what may be chosen from, lower case; empty from a server of RFC 2069
 * @param opaque to be given back as it is; empty if there is none
 */
public record Challenge(boolean proxy, String realm, String nonce, String algorithm, Set<String> qop, String opaque) {
    public Challenge {
        qop = Set.copyOf(qop);
    }

    /** Those of a 401 or 407, in their order; none of any other answer. */
    public static List<Challenge> of(Response response) {
        return switch (response.getStatusCode()) {
            case Response.UNAUTHORIZED -> read(response, WWWAuthenticateHeader.NAME, false);
            case Response.PROXY_AUTHENTICATION_REQUIRED -> read(response, ProxyAuthenticateHeader.NAME, true);
            default -> List.of();
        };
    }

    private static List<Challenge> read(Response response, String name, boolean proxy) {
        List<Challenge> challenges = new ArrayList<>();
        for (ListIterator<?> headers = response.getHeaders(name); headers.hasNext(); ) {
            if (headers.next() instanceof WWWAuthenticateHeader header) {
                read(header, proxy).ifPresent(challenges::add);
            }
        }
        return challenges;
    }

    private static Optional<Challenge> read(WWWAuthenticateHeader header, boolean proxy) {
        boolean usable =
                "Digest".equalsIgnoreCase(header.getScheme()) && header.getRealm() != null && header.getNonce() != null;
        return usable
                ? Optional.of(new Challenge(
                        proxy,
                        header.getRealm(),
                        header.getNonce(),
                        written(header.getAlgorithm()).toUpperCase(Locale.ROOT),
                        words(written(header.getQop())),
                        written(header.getOpaque())))
                : Optional.empty();
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.replace("\"", "").split(","))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String written(@Nullable String value) {
        return value == null ? "" : value;
    }
}
