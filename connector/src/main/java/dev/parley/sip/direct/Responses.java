package dev.parley.sip.direct;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.RetryAfterHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Response;

/** Reads out of a response what the sender of a MESSAGE has to know. */
final class Responses {
    private Responses() {}

    static Answer.Final read(Response response) {
        int code = response.getStatusCode();
        Optional<Duration> retryAfter = response.getHeader(RetryAfterHeader.NAME) instanceof RetryAfterHeader header
                ? Optional.of(Duration.ofSeconds(header.getRetryAfter()))
                : Optional.empty();
        return new Answer.Final(code, retryAfter, code == 401 || code == 407 ? challenges(response) : List.of());
    }

    private static List<Challenge> challenges(Response response) {
        List<Challenge> challenges = new ArrayList<>();
        for (String name : List.of(ProxyAuthenticateHeader.NAME, WWWAuthenticateHeader.NAME)) {
            for (ListIterator<?> headers = response.getHeaders(name); headers.hasNext(); ) {
                if (headers.next() instanceof WWWAuthenticateHeader header) {
                    read(header, name.equals(ProxyAuthenticateHeader.NAME)).ifPresent(challenges::add);
                }
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

    private static String written(String value) {
        return value == null ? "" : value;
    }
}
