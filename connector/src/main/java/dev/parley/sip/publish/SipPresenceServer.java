package dev.parley.sip.publish;

import dev.parley.conference.Document;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.Challenge;
import dev.parley.sip.auth.Login;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sip;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.Header;
import javax.sip.header.MinExpiresHeader;
import javax.sip.header.RetryAfterHeader;
import javax.sip.header.SIPETagHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** A presence server that is spoken to by SIP. */
final class SipPresenceServer implements PresenceServer {
    /** A little longer than the stack itself waits (RFC 3261 §17.1.2.2, Timer F). */
    private static final Duration PATIENCE = Duration.ofSeconds(33);

    private final Outbox outbox;
    private final Sip sip;
    private final Function<RoomId, String> uris;
    private final String to;
    private final Optional<Login> login;

    /**
     * @param uris the address of a room, by which it is published and subscribed to
     * @param to the server's own SIP URI
     * @param login for a server that asks for a password
     */
    SipPresenceServer(Outbox outbox, Sip sip, Function<RoomId, String> uris, String to, Optional<Login> login) {
        this.outbox = outbox;
        this.sip = sip;
        this.uris = uris;
        this.to = to;
        this.login = login;
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
        return reply instanceof Reply.Final refused
                ? login.flatMap(known ->
                                known.answer(Challenge.of(refused.response()), Request.PUBLISH, uri, sip.newId()))
                        .map(credentials -> sip.header(credentials.name(), credentials.value()))
                : Optional.empty();
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
