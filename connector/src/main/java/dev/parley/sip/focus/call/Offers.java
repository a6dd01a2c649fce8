package dev.parley.sip.focus.call;

import dev.parley.sip.dialog.Dialog;
import dev.parley.sip.dialog.Dialogs;
import dev.parley.sip.stack.Incoming;
import dev.parley.sip.stack.Reply;
import dev.parley.sip.stack.Sending;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Re-INVITE and UPDATE: one at a time in each dialog, and who meets another's is told to try again (RFC 3261 §14, RFC 3311
 * §5.2). Belongs to the call's strand.
 */
final class Offers {
    private static final int MOST_SECONDS = 10;

    private final Call call;
    private final Signalling line;
    private final Pairs pairs;
    private final Relaying relaying;
    private final Sessions sessions;
    /** Of this side, not yet answered. */
    private final Map<Side, Incoming> asking = new EnumMap<>(Side.class);
    /** Of ours to this side, not yet answered. */
    private final Map<Side, Asked> asked = new EnumMap<>(Side.class);

    private record Asked(Sending sending, long number) {}

    Offers(Call call, Signalling line, Pairs pairs, Relaying relaying, Sessions sessions) {
        this.call = call;
        this.line = line;
        this.pairs = pairs;
        this.relaying = relaying;
        this.sessions = sessions;
    }

    void came(Place from, Incoming request) {
        if (asking.containsKey(from.side())) {
            int seconds = ThreadLocalRandom.current().nextInt(MOST_SECONDS + 1);
            request.answer(500, line.sip().header("Retry-After", String.valueOf(seconds)));
        } else if (asked.containsKey(from.side())
                || isInvite(request) && call.isUnacked(from.side().other())) {
            request.answer(491);
        } else if (!isInvite(request) && request.body().length == 0) {
            refreshed(from, request);
        } else {
            handOn(from, request);
        }
    }

    /** An UPDATE with nothing in it is a session refresh, which is between that side and Parley (RFC 4028 §7.4). */
    private void refreshed(Place from, Incoming update) {
        retarget(from, update.request());
        Response ok = update.answerer().prepared(Response.OK);
        relaying.withContact(ok, from.side());
        sessions.answer(from.side(), update.request(), ok, line.clock().instant());
        update.answerer().answer(ok);
    }

    private void handOn(Place from, Incoming request) {
        retarget(from, request.request());
        call.sayings().heard(from.side(), request.request());
        Place to = from.other();
        Request copy = relaying.copy(to, request.request());
        dress(copy, to.side(), Carried.allowed(request.request()));
        asking.put(from.side(), request);
        Sending sending = line.outbox().begin(copy, provisional -> call.later(() -> rang(from, request, provisional)));
        asked.put(to.side(), new Asked(sending, Handshake.number(copy)));
        sending.whenDone(reply -> call.later(() -> answered(from, request, copy, reply)));
    }

    private void dress(Request copy, Side to, java.util.Set<String> allowed) {
        relaying.withContact(copy, to);
        line.sip().headers("Allow", allowed).forEach(copy::addHeader);
        copy.addHeader(line.sip().header("Supported", "timer"));
        sessions.of(to).ifPresent(timer -> relaying.session(timer, true).forEach(copy::addHeader));
    }

    private void rang(Place from, Incoming request, Response provisional) {
        if (provisional.getStatusCode() > Response.TRYING) {
            Response response = request.answerer().prepared(provisional.getStatusCode());
            line.carried().response(provisional, response);
            relaying.withContact(response, from.side());
            request.answerer().answer(response);
        }
    }

    private void answered(Place from, Incoming request, Request copy, Reply reply) {
        Place to = from.other();
        asked.remove(to.side());
        asking.remove(from.side());
        if (reply instanceof Reply.Final last && last.isSuccess()) {
            accepted(from, request, copy, last.response());
            return;
        }
        if (reply instanceof Reply.Final last) {
            relaying.back(request, last, (theirs, ours) -> {});
        } else {
            request.answer(isInvite(request) ? Response.REQUEST_TIMEOUT : Response.SERVER_TIMEOUT);
        }
        if (Lost.is(reply)) {
            call.end(Reason.OTHER_SIDE_GONE);
        }
    }

    private void accepted(Place from, Incoming request, Request copy, Response ok) {
        Place to = from.other();
        if (!pairs.has(to)) { // hung up meanwhile
            return;
        }
        retarget(to, ok);
        call.sayings().heard(to.side(), ok);
        sessions.answered(to.side(), ok, line.clock().instant());
        Response response = request.answerer().prepared(ok.getStatusCode());
        line.carried().response(ok, response);
        relaying.withContact(response, from.side());
        line.sip().headers("Allow", Carried.allowed(ok)).forEach(response::addHeader);
        sessions.answer(from.side(), request.request(), response, line.clock().instant());
        call.keep();
        if (!isInvite(request)) {
            request.answerer().answer(response);
            return;
        }
        long number = Handshake.number(copy);
        boolean offered = request.body().length > 0;
        if (offered) {
            relaying.ack(to, number, Optional.empty());
        }
        call.accept(from, new Handshake(request, response, offered ? OptionalLong.empty() : OptionalLong.of(number)));
    }

    /** Looks whether a side is still there, as the session timers want it (RFC 4028 §10). */
    void refresh(Place to) {
        if (asked.containsKey(to.side()) || asking.containsKey(to.side()) || call.isUnacked(to.side())) {
            return; // that is under way which shows it as well
        }
        boolean update = call.sayings().allows(to.side(), Request.UPDATE);
        Optional<Said> said = call.sayings().media(to.side().other());
        if (!update && said.isEmpty()) {
            return;
        }
        Dialog next = pairs.next(to);
        Request refresh = line.dialogs().request(next, update ? Request.UPDATE : Request.INVITE);
        dress(refresh, to.side(), call.sayings().allowed(to.side().other()));
        if (!update) {
            said.get().putInto(line.sip(), refresh);
        }
        Sending sending = line.outbox().begin(refresh, provisional -> {});
        asked.put(to.side(), new Asked(sending, Handshake.number(refresh)));
        sending.whenDone(reply -> call.later(() -> refreshed(to, refresh, reply)));
    }

    private void refreshed(Place to, Request refresh, Reply reply) {
        asked.remove(to.side());
        if (!pairs.has(to)) {
            return;
        }
        if (reply instanceof Reply.Final last && last.isSuccess()) {
            retarget(to, last.response());
            if (refresh.getMethod().equals(Request.INVITE)) {
                relaying.ack(to, Handshake.number(refresh), Optional.empty());
            }
            sessions.answered(to.side(), last.response(), line.clock().instant());
            call.keep();
        } else if (Lost.is(reply)) {
            call.end(Reason.OTHER_SIDE_GONE);
        } else if (refresh.getMethod().equals(Request.UPDATE)) {
            call.sayings().allowsNot(to.side(), Request.UPDATE); // baresip and twinkle answer 501
        }
    }

    /** INVITE and UPDATE, and their 2xx, say where the side wants to be written to (RFC 3261 §12.2). */
    private void retarget(Place place, javax.sip.message.Message message) {
        Dialogs.contact(message)
                .filter(target -> pairs.has(place))
                .ifPresent(target -> pairs.become(place, pairs.dialog(place).at(call.reachable(place.side(), target))));
    }

    /** @return whether that was a request of this side which is not answered yet */
    boolean cancel(Side side, Incoming cancel) {
        return Optional.ofNullable(asking.get(side))
                .filter(request -> Cancelled.is(request, cancel))
                .map(request -> {
                    Optional.ofNullable(asked.get(side.other()))
                            .ifPresent(ours -> ours.sending().cancel());
                    return true;
                })
                .orElse(false);
    }

    /** The number of the INVITE to the other side that this side's is handed on as. */
    OptionalLong handedOn(Side from) {
        return Optional.ofNullable(asked.get(from.other()))
                .map(ours -> OptionalLong.of(ours.number()))
                .orElse(OptionalLong.empty());
    }

    /** The call is over: nobody waits for an answer any more (RFC 3261 §15.1.2). */
    void end() {
        asking.values().forEach(request -> request.answer(Response.REQUEST_TERMINATED, new Header[0]));
        asking.clear();
    }

    private static boolean isInvite(Incoming request) {
        return request.request().getMethod().equals(Request.INVITE);
    }
}
