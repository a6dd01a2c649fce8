package dev.parley.sip.direct;

import dev.parley.sip.auth.Challenge;
import java.time.Duration;
import java.util.Optional;
import javax.sip.header.RetryAfterHeader;
import javax.sip.message.Response;

/** Reads out of a response what the sender of a MESSAGE has to know. */
final class Responses {
    private Responses() {}

    static Answer.Final read(Response response) {
        int code = response.getStatusCode();
        Optional<Duration> retryAfter = response.getHeader(RetryAfterHeader.NAME) instanceof RetryAfterHeader header
                ? Optional.of(Duration.ofSeconds(header.getRetryAfter()))
                : Optional.empty();
        return new Answer.Final(code, retryAfter, Challenge.of(response));
    }
}
