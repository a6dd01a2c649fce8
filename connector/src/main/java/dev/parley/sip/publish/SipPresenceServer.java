package dev.parley.sip.publish;

import dev.parley.conference.Document;
import dev.parley.room.RoomId;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sip;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.Header;
import javax.sip.header.MinExpiresHeader;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.RetryAfterHeader;
import javax.sip.header.SIPETagHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** A presence server that is spoken to by SIP. */
final class SipPresenceServer implements PresenceServer {
    /** A little longer than the stack itself waits (RFC 3261 §17.1.2.2, Timer F). */
    private static final Duration PATIENCE = Duration.ofSeconds(33);

    private final Outbox outbox;
    private final Sip sip;
    private final Function<RoomId, String> uris;
    private final String to;
    private final Optional<Credentials> credentials;

    /**
     * @param uris the address of a room, by which it is published and subscribed to
     * @param to the server's own SIP URI
     * @param credentials for a server that asks for a password
     */
    SipPresenceServer(
            Outbox outbox, Sip sip, Function<RoomId, String> uris, String to, Optional<Credentials> credentials) {
        this.outbox = outbox;
        this.sip = sip;
        this.uris = uris;
        this.to = to;
        this.credentials = credentials;
    }

    @Override
    public PublishAnswer publish(RoomId room, PublishRequest publish) {
        String uri = uris.apply(room);
        Sip.Parties parties = new Sip.Parties(sip.newId(), sip.address("", uri), sip.newId(), sip.address("", uri), "");
        Reply reply = outbox.ask(request(uri, parties, 1, publish), PATIENCE);
        Optional<Request> again = authorization(reply, uri).map(answer -> {
            Request second = request(uri, parties, 2, publish);
            second.setHeader(answer);
            return second;
        });
        return answer(again.map(second -> outbox.ask(second, PATIENCE)).orElse(reply));
    }

    /** The server is the next hop, and the room the address that it answers for (RFC 3903 §4.1). */
    private Request request(String uri, Sip.Parties parties, long cseq, PublishRequest publish) {
        Request request = sip.request(Request.PUBLISH, sip.uri(uri), parties, cseq);
        request.addHeader(sip.header("Route", "<" + to + ";lr>"));
        request.addHeader(sip.header("Event", "conference"));
        request.addHeader(sip.header("Expires", Long.toString(publish.expires().toSeconds())));
        publish.ifMatch().ifPresent(tag -> request.addHeader(sip.header("SIP-If-Match", tag)));
        if (!publish.isRemoval()) {
            sip.body(request, Document.CONTENT_TYPE, publish.document());
        }
        return request;
    }

    private Optional<Header> authorization(Reply reply, String uri) {
        if (!(reply instanceof Reply.Final refused) || credentials.isEmpty()) {
            return Optional.empty();
        }
        String name = refused.code() == Response.UNAUTHORIZED ? "Authorization" : "Proxy-Authorization";
        return challenge(refused.response())
                .flatMap(asked -> credentials.get().answer(asked, Request.PUBLISH, uri, sip.newId()))
                .map(answer -> sip.header(name, answer));
    }

    /** The topmost one that Parley can answer (RFC 8760 §2.4). */
    private static Optional<Challenge> challenge(Response response) {
        String name = switch (response.getStatusCode()) {
            case Response.UNAUTHORIZED -> WWWAuthenticateHeader.NAME;
            case Response.PROXY_AUTHENTICATION_REQUIRED -> ProxyAuthenticateHeader.NAME;
            default -> "";
        };
        return name.isEmpty()
                ? Optional.empty()
                : Headers.all(response, name, WWWAuthenticateHeader.class)
                        .map(SipPresenceServer::challenge)
                        .filter(asked -> asked.hash().isPresent())
                        .findFirst();
    }

    private static Challenge challenge(WWWAuthenticateHeader asked) {
        return new Challenge(
                text(asked.getRealm()),
                text(asked.getNonce()),
                text(asked.getAlgorithm()),
                text(asked.getQop()),
                text(asked.getOpaque()));
    }

    private static String text(@Nullable String parameter) {
        return Objects.toString(parameter, "");
    }

    private static PublishAnswer answer(Reply reply) {
        return switch (reply) {
            case Reply.Final answer -> answer.isSuccess() ? accepted(answer.response()) : refused(answer.response());
            case Reply.Timeout timeout -> new PublishAnswer.Unanswered("it did not answer");
            case Reply.Unsendable unsendable -> new PublishAnswer.Unanswered(unsendable.why());
        };
    }

    private static PublishAnswer accepted(Response response) {
        return new PublishAnswer.Accepted(
                Headers.first(response, SIPETagHeader.NAME, SIPETagHeader.class).map(SIPETagHeader::getETag),
                seconds(response, ExpiresHeader.NAME, ExpiresHeader.class, ExpiresHeader::getExpires));
    }

    private static PublishAnswer refused(Response response) {
        return switch (response.getStatusCode()) {
            case Response.CONDITIONAL_REQUEST_FAILED -> new PublishAnswer.Forgotten();
            case Response.INTERVAL_TOO_BRIEF ->
                new PublishAnswer.TooBrief(
                        seconds(response, MinExpiresHeader.NAME, MinExpiresHeader.class, MinExpiresHeader::getExpires)
                                .orElse(Duration.ZERO));
            default ->
                new PublishAnswer.Refused(
                        response.getStatusCode(),
                        seconds(
                                response,
                                RetryAfterHeader.NAME,
                                RetryAfterHeader.class,
                                RetryAfterHeader::getRetryAfter));
        };
    }

    private static <H extends Header> Optional<Duration> seconds(
            Response response, String name, Class<H> type, ToIntFunction<H> value) {
        return Headers.first(response, name, type).map(header -> Duration.ofSeconds(value.applyAsInt(header)));
    }
}
