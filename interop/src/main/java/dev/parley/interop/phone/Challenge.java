package dev.parley.interop.phone;

import java.util.Optional;

/** Turns a refused request into one with credentials. */
final class Challenge {
    private Challenge() {}

    /** Empty when nothing was asked, or when the credentials are in the request already. */
    static Optional<SipMessage> answer(SipMessage request, SipMessage response, Digest digest) {
        return switch (response.status()) {
            case 401 -> answer(request, response, digest, "WWW-Authenticate", "Authorization");
            case 407 -> answer(request, response, digest, "Proxy-Authenticate", "Proxy-Authorization");
            default -> Optional.empty();
        };
    }

    private static Optional<SipMessage> answer(
            SipMessage request, SipMessage response, Digest digest, String asked, String given) {
        if (request.header(given).isPresent()) {
            return Optional.empty();
        }
        String via = request.header("Via").orElseThrow().replaceFirst("branch=.*", "branch=" + Ids.branch());
        int cseq = request.cseq() + 1;
        return response.header(asked)
                .map(challenge -> digest.answer(challenge, request.method(), request.requestUri()))
                .map(credentials -> request.replacing("Via", via)
                        .replacing("CSeq", cseq + " " + request.method())
                        .with(given, credentials));
    }
}
