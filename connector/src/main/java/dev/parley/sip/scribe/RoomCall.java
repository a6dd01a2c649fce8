package dev.parley.sip.scribe;

import dev.parley.config.ScribeConfig;
import dev.parley.pbx.RoomUri;
import dev.parley.room.RoomId;
import dev.parley.sip.auth.Challenge;
import dev.parley.sip.auth.Login;
import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Outbox;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sip;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.CSeqHeader;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Calls a room of a PBX and hangs up: the leg's signalling, all blocking. */
final class RoomCall {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final Pattern EXPIRES = Pattern.compile(":\\s*([0-9]{1,6})");
    private static final List<String> ALLOW = List.of("INVITE", "ACK", "BYE", "CANCEL", "MESSAGE", "OPTIONS");

    private final Sip sip;
    private final Outbox outbox;
    private final Dialogs dialogs;
    private final String contact;

    /** @param host what Parley calls itself in Contact */
    RoomCall(Sip sip, Outbox outbox, Dialogs dialogs, String host) {
        this.sip = sip;
        this.outbox = outbox;
        this.dialogs = dialogs;
        this.contact = "<sip:" + host + ">";
    }

    /** What came of a call. */
    sealed interface Result {
        /**
         * @param expires after this long without a refresh from the PBX the leg is over (RFC 4028 §10); empty if it
         *     asks for none
         */
        record In(Dialog dialog, Optional<Duration> expires) implements Result {}

        /**
         * @param why what was tried and what came of it, for the administrator
         */
        record Out(String why) implements Result {}
    }

    /** The request for {@link #begin}, whose dialog is known before it is answered. */
    Request invite(RoomId room, ScribeConfig account) {
        String where = at(account);
        String uri = RoomUri.of(room, where);
        Request invite = sip.request(
                Request.INVITE,
                sip.uri(uri),
                new Sip.Parties(
                        sip.newId(),
                        sip.address(Sip.PRODUCT, "sip:" + account.user() + "@" + where),
                        sip.newId(),
                        sip.address("", uri),
                        ""),
                1);
        invite.addHeader(sip.header("Contact", contact));
        sip.headers("Allow", ALLOW).forEach(invite::addHeader);
        sip.body(invite, SilentSdp.TYPE, SilentSdp.offer(1));
        return invite;
    }

    Result begin(Request first, ScribeConfig account) {
        Request invite = first;
        Reply reply = outbox.ask(invite, PATIENCE);
        if (reply instanceof Reply.Final refused && isChallenge(refused.code())) {
            Optional<Request> again = authorized(invite, refused.response(), account);
            if (again.isPresent()) {
                invite = again.get();
                reply = outbox.ask(invite, PATIENCE);
            }
        }
        return result(invite, reply, account);
    }

    private Result result(Request invite, Reply reply, ScribeConfig account) {
        String tried = "a call of " + account.user() + " to " + invite.getRequestURI();
        return switch (reply) {
            case Reply.Final answer ->
                answer.isSuccess()
                        ? taken(invite, answer.response(), tried)
                        : new Result.Out(tried + " was refused: " + answer.code() + " "
                                + answer.response().getReasonPhrase());
            case Reply.Timeout timeout -> new Result.Out(tried + " was not answered");
            case Reply.Unsendable unsendable -> new Result.Out(unsendable.why());
        };
    }

    private Result taken(Request invite, Response ok, String tried) {
        Optional<Dialog> dialog = Dialogs.begunBy(invite, ok);
        if (dialog.isEmpty()) {
            return new Result.Out(tried + " was answered without a Contact");
        }
        outbox.send(dialogs.request(dialog.get(), Request.ACK));
        return new Result.In(dialog.get(), expires(ok));
    }

    private static Optional<Duration> expires(Response ok) {
        return Optional.ofNullable(ok.getHeader("Session-Expires"))
                .map(header -> EXPIRES.matcher(header.toString()))
                .filter(Matcher::find)
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.group(1))));
    }

    /** Waits for the answer for a moment only: a PBX that gives none takes the leg out by itself. */
    void end(Dialog dialog) {
        outbox.ask(dialogs.request(dialog.next(), Request.BYE), GOODBYE);
    }

    /** The answer to a re-INVITE: we are still here, and still silent. */
    void stay(Incoming refresh, long version) {
        Response ok = refresh.answerer().prepared(Response.OK);
        ok.addHeader(sip.header("Contact", contact));
        sip.headers("Allow", ALLOW).forEach(ok::addHeader);
        boolean offered = refresh.contentType().equals(SilentSdp.TYPE);
        sip.body(ok, SilentSdp.TYPE, offered ? SilentSdp.answer(refresh.body(), version) : SilentSdp.offer(version));
        refresh.answerer().answer(ok);
    }

    /** The same call with our password (RFC 3261 §22.2): one CSeq higher, the rest as it was. */
    private Optional<Request> authorized(Request invite, Response challenge, ScribeConfig account) {
        Login login = new Login(account.user(), account.secret().value());
        String uri = invite.getRequestURI().toString();
        return login.answer(Challenge.of(challenge), Request.INVITE, uri, sip.newId())
                .map(credentials -> again(invite, sip.header(credentials.name(), credentials.value())));
    }

    private Request again(Request invite, Header authorization) {
        Request again = (Request) invite.clone();
        long cseq = ((CSeqHeader) invite.getHeader(CSeqHeader.NAME)).getSeqNumber() + 1;
        again.setHeader(sip.header(CSeqHeader.NAME, cseq + " " + Request.INVITE));
        again.setHeader(authorization);
        return again;
    }

    private static boolean isChallenge(int code) {
        return code == Response.UNAUTHORIZED || code == Response.PROXY_AUTHENTICATION_REQUIRED;
    }

    private static String at(ScribeConfig account) {
        String host = account.host().indexOf(':') >= 0 ? "[" + account.host() + "]" : account.host();
        return host + ":" + account.port();
    }
}
